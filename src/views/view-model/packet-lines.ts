import type { CapturedSegment } from '../../model/captured-segment.ts';
import type { Exchange } from '../../model/exchange.ts';
import { formatCount } from './format-bytes.ts';
import type { PacketList } from './packet-list.ts';
import { flagWords, matterWords, senderWords } from './packet-words.ts';
import { linesPane, type Pane, type PaneView, paneBelow, type TableColumn, tableLines } from './pane.ts';
import { line, type Span, type StyledLine, span } from './styled-line.ts';

const right = 'right' as const;

const COLUMNS: readonly TableColumn[] = [
  { title: 'PACKET', align: right },
  { title: 'TIME', align: right },
  { title: 'SINCE LAST', align: right, from: 92 },
  { title: 'FROM' },
  { title: 'FLAGS' },
  { title: 'SEQUENCE', align: right, from: 104 },
  { title: 'ACKNOWLEDGES', align: right, from: 130 },
  { title: 'WINDOW', align: right, from: 130 },
  { title: 'BYTES', align: right },
  { title: '' },
];

/** A table of packets beneath other lines; each packet opens. */
export function packetPane(
  above: readonly StyledLine[],
  exchange: Exchange,
  packets: PacketList,
  table: readonly StyledLine[],
  view: PaneView,
): Pane {
  const { segments } = packets;
  const [columns = [], ...rows] = table;
  const head = [...above, [], ...notes(exchange, packets, view), columns];
  const pane = paneBelow(
    head,
    linesPane(rows, {
      cursor: true,
      opens: (index) => {
        const segment = segments[index];
        return segment === undefined || segment.length === segment.cut ? null : { kind: 'packet', segment };
      },
    }),
  );
  return { ...pane, start: segments.length === 0 ? 0 : head.length };
}

/** Title and rows. */
export function packetTable(
  { request, response }: Exchange,
  { segments }: PacketList,
  view: PaneView,
): readonly StyledLine[] {
  const zero = request?.time ?? response?.time ?? segments[0]?.at ?? 0;
  const rows = segments.map((segment, index): readonly Span[] => {
    const before = segments[index - 1];
    const { frame, at, from, flags, sequence, acknowledgment, window, length, matters } = segment;
    const quiet = matters.every(({ kind }) => kind === 'copy' || kind === 'keep-alive');
    return [
      span(formatCount(frame), 'dim'),
      span(seconds(at - zero)),
      span(before === undefined ? '' : seconds(at - before.at), 'dim'),
      span(senderWords(from, view.symbols), from === 'client' ? 'stream.in' : 'plain'),
      span(flagWords(flags)),
      span(formatCount(sequence), 'dim'),
      span(acknowledgment === null ? view.symbols.none : formatCount(acknowledgment), 'dim'),
      span(formatCount(window), 'dim'),
      length === 0 ? span(view.symbols.none, 'dim') : span(formatCount(length)),
      matterSpan(segment, quiet, view),
    ];
  });
  return tableLines(COLUMNS, rows, view);
}

function matterSpan({ matters }: CapturedSegment, quiet: boolean, { symbols }: PaneView): Span {
  if (matters.length === 0) return span('');
  const words = matters.map(matterWords).join(', ');
  return quiet ? span(words, 'dim') : span(`${symbols.warning} ${words}`, 'status.warning');
}

/** Seconds to the microsecond, as tcpdump has them. */
function seconds(micros: number): string {
  return (micros / 1_000_000).toFixed(6);
}

function notes(exchange: Exchange, { connection, segments, more }: PacketList, view: PaneView) {
  const lines: StyledLine[] = [];
  if (connection.proxied !== null || connection.tlsFailure !== null) {
    lines.push([span(' The proxy wrote these packets: what was said and when is real, TCP is not.', 'dim')]);
  }
  if (exchange.stream !== null) {
    lines.push([
      span(' All packets of that time: those of other calls on the connection are among them.', 'dim'),
    ]);
  }
  if (more) {
    const last = segments.at(-1)?.frame ?? 0;
    const words = ` The first ${formatCount(segments.length)} packets; the next ones come behind packet ${formatCount(last)} of the capture.`;
    lines.push([span(words, 'dim')]);
  }
  if (segments.length === 0)
    lines.push(line(` ${view.symbols.warning} No packet of that time is in the capture.`));
  return lines;
}
