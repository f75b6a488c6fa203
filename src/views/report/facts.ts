import { formatBytes, formatQuantity } from '../view-model/format-bytes.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import { dateAndTime, utc } from '../view-model/format-time.ts';
import type { Report } from './report.ts';

/** The few facts beneath the verdict: name and value. */
export function reportFacts(report: Report): readonly (readonly [name: string, value: string])[] {
  const { plain, inner } = report.exchanges;
  const within = inner.total === 0 ? '' : ` and ${formatQuantity(inner.total, 'gRPC call')}`;
  const bytes =
    plain.total === 0 ? '' : `, ${formatBytes(plain.up)} sent, ${formatBytes(plain.down)} received`;
  return [
    ['found', report.verdict.counts],
    ...(report.start === null ? [] : [['begun', `${dateAndTime(report.start, utc)} UTC`] as const]),
    ...(report.lengthMs > 0 ? [['took', formatDuration(report.lengthMs)] as const] : []),
    ...(report.clients.length > 0 ? [['client', report.clients.join(', ')] as const] : []),
    ...(report.daemons.length > 0 ? [['daemon', report.daemons.join(', ')] as const] : []),
    ['said', formatQuantity(plain.total, 'exchange') + within + bytes],
  ];
}
