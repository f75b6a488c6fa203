import type { Exchange } from '../../model/exchange.ts';
import { stretch } from './bar.ts';
import { typedWords } from './command-overview.ts';
import type { CommandCalls } from './engine.ts';
import type { ExchangeRow } from './exchange-row.ts';
import { cutText, padText } from './fit-text.ts';
import { formatDuration } from './format-duration.ts';
import { STATUS_STYLES } from './list-lines.ts';
import { linesPane, type Pane, type PaneMaker, type PaneView, textPane } from './pane.ts';
import { statusText } from './status.ts';
import { fitLine, line, type StyledLine, span, wrapLine } from './styled-line.ts';
import { answerNote, type TabAnswer } from './tab-answer.ts';

/** The calls of one command over its time, this one among them. */
export function callsMaker({ id }: Exchange, answer: TabAnswer): PaneMaker {
  return (view) => {
    if (answer.kind !== 'command') return textPane([...answerNote(answer, view)], view);
    return callsPane(answer.command, id, view);
  };
}

const TOOK_WIDTH = 9;
const STATUS_WIDTH = 16;

function callsPane({ row, arguments: words, calls }: CommandCalls, id: number, view: PaneView): Pane {
  const name = words === null ? (row?.operation ?? '') : typedWords(words, view.symbols);
  const command = line(' ', span(name, 'strong'));
  const start = Math.min(...calls.map(({ at }) => at ?? Number.POSITIVE_INFINITY));
  const end = Math.max(...calls.map(({ at, tookMs }) => (at ?? 0) + (tookMs ?? 0) * 1000));
  const room = view.width - 4 - TOOK_WIDTH - STATUS_WIDTH - 6;
  const wordWidth = Math.max(12, Math.floor(room * 0.45));
  const barWidth = Math.max(8, room - wordWidth);
  const lines = calls.map((call) =>
    callLine(call, call.id === id, { start, end }, wordWidth, barWidth, view),
  );
  return linesPane(lines, {
    head: [...wrapLine(command, view.width - 1, 3), []],
    cursor: true,
    start: Math.max(
      0,
      calls.findIndex((call) => call.id === id),
    ),
    opens: (index) => {
      const call = calls[index];
      return call === undefined || call.id === id ? null : { kind: 'exchange', id: call.id };
    },
  });
}

function callLine(
  call: ExchangeRow,
  isThis: boolean,
  time: { readonly start: number; readonly end: number },
  wordWidth: number,
  barWidth: number,
  { width, symbols }: PaneView,
): StyledLine {
  const whole = Math.max(1, time.end - time.start);
  const from = ((call.at ?? time.start) - time.start) / whole;
  const to = from + ((call.tookMs ?? 0) * 1000) / whole;
  const took = call.tookMs === null ? symbols.none : formatDuration(call.tookMs);
  const words = padText(cutText(call.operation, wordWidth, symbols.ellipsis), wordWidth);
  const status = padText(
    cutText(statusText(call.status, symbols), STATUS_WIDTH, symbols.ellipsis),
    STATUS_WIDTH,
  );
  return fitLine(
    [
      span(isThis ? ` ${symbols.arrow} ` : '   ', 'key'),
      span(`${words}  `, isThis ? 'strong' : 'plain'),
      span(`${padText(stretch(from, to, barWidth, symbols), barWidth)}  `, 'bar'),
      span(`${padText(took, TOOK_WIDTH, 'right')}  `),
      span(status, STATUS_STYLES[call.status.sign]),
    ],
    width - 1,
    symbols.ellipsis,
  );
}
