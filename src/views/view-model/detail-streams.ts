import type { DockerStreams } from '../../model/docker-streams.ts';
import type { Exchange } from '../../model/exchange.ts';
import { contentPane } from './content-lines.ts';
import { formatBytes, formatCount } from './format-bytes.ts';
import { linesPane, type PaneMaker, type PaneView, paneBelow, tableLines, textPane } from './pane.ts';
import { safeText } from './safe-text.ts';
import { streamLines } from './stream-lines.ts';
import { line, type StyledLine, span } from './styled-line.ts';
import { answerNote, type TabAnswer } from './tab-answer.ts';

const STREAMS = [
  ['stdin', 'client to container'],
  ['stdout', 'container to client'],
  ['stderr', 'container to client'],
  ['raw', 'container to client, a terminal'],
] as const satisfies readonly (readonly [keyof DockerStreams, string])[];

/** Whether there are bytes after, or inside, an answer that belong to Docker's streams or a hijack. */
export function hasStreams({ hijack, docker }: Exchange): boolean {
  return hijack !== null || docker.streams !== null;
}

/** What a handed-over connection carried, stream by stream, and then line by line in the order it came. */
export function streamsMaker({ hijack, docker }: Exchange, answer: TabAnswer): PaneMaker {
  return (view) => {
    const lines: StyledLine[] = [];
    if (hijack !== null) {
      const what = hijack.protocol === null ? 'a plain answer' : `an upgrade to ${safeText(hijack.protocol)}`;
      lines.push(
        line(` The connection was handed over by ${what}.`),
        line(
          ` ${formatBytes(hijack.clientBytes)} came from the client, ${formatBytes(hijack.serverBytes)} from the daemon.`,
        ),
        [],
      );
    } else lines.push(line(' The streams are in the body of the answer.'), []);
    const streams = hijack?.streams ?? docker.streams;
    if (streams !== null) lines.push(...streamTable(streams, view));
    lines.push(...answerNote(answer, view));
    if (answer.kind !== 'content') return textPane(lines, view);
    const { content } = answer;
    const hidden = content.secret && !view.revealed;
    if (view.form !== 'pretty' || hidden) return paneBelow([...lines, []], contentPane(content, [], view));
    const said = streamLines(content, view);
    if (content.cut)
      lines.push(
        [],
        [span(' Only the first part of it; ', 'dim'), span('w', 'key'), span(' saves all.', 'dim')],
      );
    return paneBelow([...lines, []], linesPane(said, { forms: true }));
  };
}

function streamTable(streams: DockerStreams, view: PaneView): readonly StyledLine[] {
  const rows = STREAMS.flatMap(([name, way]) => {
    const stream = streams[name];
    if (stream === null) return [];
    return [
      [
        span(name, 'strong'),
        span(formatCount(stream.bytes)),
        span(way),
        span(stream.sha256 ?? view.symbols.none),
      ],
    ];
  });
  const columns = [
    { title: 'STREAM' },
    { title: 'BYTES', align: 'right' as const },
    { title: 'WAY' },
    { title: 'SHA-256', most: 64, from: 120 },
  ];
  return tableLines(columns, rows, view);
}
