import { MASK } from '../../../model/secret.ts';
import { indented } from '../../text/line.ts';
import { table } from '../../text/table.ts';
import type { TextOptions } from '../../text/text-options.ts';
import { formatBytes, formatQuantity } from '../../view-model/format-bytes.ts';
import { formatDuration } from '../../view-model/format-duration.ts';
import { statusText } from '../../view-model/status.ts';
import type { CredentialsPart } from '../credentials-part.ts';
import type { ExchangesPart } from '../exchanges-part.ts';
import type { Report } from '../report.ts';
import type { LogSection } from './job-log.ts';

const MOST_OPERATION = 72;

export function exchangesSection(
  { plain, inner }: ExchangesPart,
  options: TextOptions,
): readonly LogSection[] {
  if (plain.total === 0) return [];
  const { marks } = options;
  const within = inner.total === 0 ? '' : `, and ${formatQuantity(inner.total, 'gRPC call')} inside`;
  const columns = [
    { title: '#', align: 'right' },
    { title: 'EXCHANGE', widest: MOST_OPERATION },
    { title: 'ANSWER' },
    { title: 'AFTER', align: 'right' },
    { title: 'TOOK', align: 'right' },
    { title: 'SENT', align: 'right' },
    { title: 'RECEIVED', align: 'right' },
  ] as const;
  const bytes = (count: number): string => (count === 0 ? marks.none : formatBytes(count));
  const time = (ms: number | null): string => (ms === null ? marks.none : formatDuration(ms));
  const rows = plain.rows.map(({ id, operation, status, startMs, tookMs, up, down }) => [
    String(id),
    operation,
    statusText(status, marks),
    time(startMs),
    time(tookMs),
    bytes(up),
    bytes(down),
  ]);
  const left = plain.total - plain.rows.length;
  const more = left === 0 ? [] : [indented(`and ${formatQuantity(left, 'shorter one')}`, 2, options)];
  return [
    {
      title: `${formatQuantity(plain.total, 'exchange')}${within}`,
      lines: [...table(columns, rows, options), ...more],
    },
  ];
}

export function credentialsSection(
  { rows, more }: CredentialsPart,
  options: TextOptions,
): readonly LogSection[] {
  if (rows.length === 0) return [];
  const { marks } = options;
  const columns = ['REGISTRY', 'ACCOUNT', 'KIND', 'VALUE', 'SENT', 'OVER'].map((title) => ({ title }));
  const cells = rows.map(({ registry, account, kind, masked, to, over, readable, how, times }) => [
    registry,
    account ?? marks.none,
    kind,
    masked ? MASK : marks.none,
    `${formatQuantity(times, 'time')} to ${to}, ${how}`,
    readable ? `${marks.warning} ${over}` : over,
  ]);
  const left = more === 0 ? [] : [indented(`and ${more} more`, 2, options)];
  return [{ title: 'Registry logins that were sent', lines: [...table(columns, cells, options), ...left] }];
}

export function captureSection({ capture, toolVersion }: Report, options: TextOptions): LogSection {
  const { facts, warnings, unread, moreUnread, judged, notJudged } = capture;
  const { marks, palette } = options;
  const pairs = [
    ...facts,
    [
      'judged',
      `${formatQuantity(judged, 'rule')}; ${notJudged.length} more need something that is not in this capture`,
    ],
    ['made by', `dind-sniff ${toolVersion}; secrets are masked`],
  ] as const;
  return {
    title: 'The capture',
    lines: [
      ...warnings.map((line) => indented(`${marks.warning} ${line}`, 2, options, palette.warning)),
      ...table([{ title: '' }, { title: '' }], pairs, options),
      ...unread.map(({ client, server, spoke, up, down, ended }) =>
        indented(
          `not readable: ${client} ${marks.arrow} ${server}, ${spoke}, ${formatBytes(up)} sent, ${formatBytes(down)} received, ${ended}`,
          2,
          options,
        ),
      ),
      ...(moreUnread === 0
        ? []
        : [indented(`and ${formatQuantity(moreUnread, 'more connection')}`, 2, options)]),
    ],
  };
}
