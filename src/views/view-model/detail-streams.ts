import type { DockerStreams } from '../../model/docker-streams.ts';
import type { Exchange } from '../../model/exchange.ts';
import { formatBytes, formatCount } from './format-bytes.ts';
import { type PaneMaker, type PaneView, tableLines, textPane } from './pane.ts';
import { safeText } from './safe-text.ts';
import { line, type StyledLine, span } from './styled-line.ts';

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

/** What a handed-over connection carried, stream by stream. */
export function streamsMaker({ hijack, docker }: Exchange): PaneMaker {
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
    return textPane(streams === null ? lines : [...lines, ...streamTable(streams, view)], view);
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
