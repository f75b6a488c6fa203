import type { CaptureSummary } from '../../model/capture.ts';
import { formatBytes, formatCount, formatQuantity } from '../view-model/format-bytes.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import { safeText } from '../view-model/safe-text.ts';
import { indented } from './line.ts';
import type { TextOptions } from './text-options.ts';

/** The last lines: what there was in all, and what could not be read, only where there is any. */
export function summaryLines(summary: CaptureSummary, options: TextOptions): readonly string[] {
  const { marks, palette } = options;
  const between = ` ${marks.between} `;
  const exchanges = [
    formatQuantity(summary.exchanges, 'exchange'),
    formatQuantity(summary.connections, 'connection'),
    ...(summary.failed > 0 ? [`${formatCount(summary.failed)} failed`] : []),
  ].join(', ');
  const seen = [
    formatQuantity(summary.packets, 'packet'),
    formatBytes(summary.bytes),
    ...(summary.start === null || summary.end === null
      ? []
      : [`over ${formatDuration((summary.end - summary.start) / 1000)}`]),
    ...(summary.undecodedPackets === 0 ? [] : [`${formatCount(summary.undecodedPackets)} not decoded`]),
    ...(summary.drops === null ? [] : [`${formatCount(summary.drops)} dropped`]),
  ].join(', ');
  const lines = [indented(`${exchanges}${between}${seen}`, 0, options, palette.named)];
  for (const warning of warnings(summary)) {
    lines.push(indented(`${marks.warning} ${warning}`, 0, options, palette.warning));
  }
  return lines;
}

function warnings(summary: CaptureSummary): readonly string[] {
  const lines: string[] = [];
  if (summary.gaps > 0) {
    lines.push(`${formatQuantity(summary.gaps, 'gap')}: ${formatBytes(summary.missingBytes)} are missing`);
  }
  for (const [linkType, count] of Object.entries(summary.unknownLinkTypes)) {
    lines.push(`${formatQuantity(count, 'packet')} of link type ${safeText(linkType)}, which is not decoded`);
  }
  const issues = Object.entries(summary.issues);
  if (issues.length > 0) {
    const total = issues.reduce((sum, [, count]) => sum + count, 0);
    const codes = issues.map(([code, count]) => (count === 1 ? code : `${code} (${formatCount(count)})`));
    lines.push(`${formatQuantity(total, 'issue')}: ${safeText(codes.join(', '))}`);
  }
  return lines;
}
