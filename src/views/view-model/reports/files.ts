import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes, formatQuantity } from '../format-bytes.ts';
import {
  bytesCell,
  type CaptureRecords,
  countCell,
  type Report,
  report,
  textCell,
  timeCell,
} from '../report.ts';
import { safeText } from '../safe-text.ts';
import { sensitivePath } from '../secret-paths.ts';

const COLUMNS = [
  { title: 'SIZE' },
  { title: 'SENT' },
  { title: 'IN ALL' },
  { title: 'CONTENTS', from: 100 },
  { title: 'PATH', most: 120 },
  { title: 'NOTE', from: 60 },
  { title: 'LAST', from: 130 },
  { title: 'IN', most: 40, from: 130 },
];

interface SentFile {
  readonly path: string;
  size: number;
  times: number;
  total: number;
  /** Different contents, as far as their size or digest tells. */
  readonly contents: Set<string>;
  /** The last build that it went into. */
  exchange: Exchange;
}

/** Paths that are remembered; contexts of a hundred thousand files are rare, and the largest files matter. */
const MAX_PATHS = 200_000;

/** Files that went into builds, all builds together: what was sent most of first. */
export function filesReport({ exchanges }: CaptureRecords): Report {
  const files = new Map<string, SentFile>();
  let builds = 0;
  for (const exchange of exchanges()) {
    if (exchange.docker.build?.context == null) continue;
    builds += 1;
    note(files, exchange);
  }
  const sorted = Array.from(files.values()).sort((one, other) => other.total - one.total);
  const bytes = sorted.reduce((sum, { total }) => sum + total, 0);
  const again = sorted.reduce((sum, { total, size }) => sum + total - size, 0);
  const rows = sorted.map(({ path, size, times, total, contents, exchange }) => {
    const tags = exchange.docker.build?.tags.map(safeText).join(' ') ?? '';
    const why = sensitivePath(path);
    return {
      cells: [
        bytesCell(size),
        textCell(formatQuantity(times, 'time'), 'dim'),
        bytesCell(total),
        countCell(contents.size),
        textCell(safeText(path), 'strong'),
        why === null ? textCell('') : ({ kind: 'sign', sign: 'warning', text: why } as const),
        timeCell(exchange.request?.time ?? null),
        textCell(tags === '' ? 'no tag' : tags, 'dim'),
      ],
      opens: exchange.id,
    };
  });
  const notes =
    builds === 0
      ? ['No build sent a context.']
      : [
          `${formatQuantity(builds, 'build')} sent ${formatBytes(bytes)} in ${formatQuantity(sorted.length, 'file')}; ${formatBytes(again)} of it had been sent before.`,
        ];
  return report(COLUMNS, rows, notes);
}

function note(files: Map<string, SentFile>, exchange: Exchange): void {
  const { docker } = exchange;
  for (const { path, type, size, sha256, sent } of docker.build?.context?.entries ?? []) {
    if (type !== 'file' || sent === false) continue;
    const known = files.get(path);
    const content = sha256 ?? String(size);
    if (known === undefined) {
      if (files.size >= MAX_PATHS) continue;
      files.set(path, { path, size, times: 1, total: size, contents: new Set([content]), exchange });
      continue;
    }
    known.size = Math.max(known.size, size);
    known.times += 1;
    known.total += size;
    known.contents.add(content);
    known.exchange = exchange;
  }
}
