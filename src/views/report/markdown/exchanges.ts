import { formatBytes, formatCount, formatQuantity } from '../../view-model/format-bytes.ts';
import { formatDuration } from '../../view-model/format-duration.ts';
import { unicodeMarks } from '../../view-model/marks.ts';
import type { ExchangeLine, ExchangesPart } from '../exchanges-part.ts';
import { type Markdown, markdown } from './markdown.ts';
import { foldedMarkdown, tableMarkdown } from './table.ts';

export function exchangesMarkdown({ plain, inner }: ExchangesPart): Markdown {
  if (plain.total === 0) return markdown``;
  const within = inner.total === 0 ? '' : `, and ${formatQuantity(inner.total, 'gRPC call')} inside`;
  const left = plain.total - plain.rows.length;
  return foldedMarkdown(
    markdown`<b>${formatQuantity(plain.total, 'exchange')}</b>${within}`,
    [
      tableMarkdown(
        [
          { title: '#', align: 'right' },
          { title: 'exchange' },
          { title: 'answer' },
          { title: 'after', align: 'right' },
          { title: 'took', align: 'right' },
          { title: 'sent', align: 'right' },
          { title: 'received', align: 'right' },
        ],
        plain.rows.map(cells),
      ),
      left > 0 && `\n${formatCount(left)} shorter ones are left out here.\n`,
    ],
    false,
  );
}

function cells(row: ExchangeLine): readonly (string | number)[] {
  const { id, operation, status, message, startMs, tookMs, up, down } = row;
  return [
    id,
    message === null ? operation : `${operation}: ${message}`,
    `${unicodeMarks[status.sign]} ${status.words}`,
    startMs === null ? '–' : formatDuration(startMs),
    tookMs === null ? '–' : formatDuration(tookMs),
    up === 0 ? '–' : formatBytes(up),
    down === 0 ? '–' : formatBytes(down),
  ];
}
