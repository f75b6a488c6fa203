import type { CaptureStatus } from './capture-status.ts';
import { cutStart } from './fit-text.ts';
import { formatBytes, formatCount, formatQuantity } from './format-bytes.ts';
import { type Minimap, sparkline } from './minimap.ts';
import { lineWidth, type Span, type StyledLine, span, spreadLine } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** Columns from which on there is room for counts of nothing. */
const WIDE = 100;
/** Columns of the source's name that are always tried to be shown. */
const LEAST_SOURCE = 12;

/** First line of the list: what is looked at, and how far it has come. */
export function listHeader(status: CaptureStatus, width: number, symbols: Symbols): StyledLine {
  const counts = [formatQuantity(status.exchanges, 'exchange')];
  if (status.packets !== null) counts.push(formatQuantity(status.packets, 'packet'));
  // On a narrow screen only losses are worth their place.
  if (status.dropped !== null && (status.dropped > 0 || width >= WIDE))
    counts.push(`${formatCount(status.dropped)} dropped`);
  if (status.missingBytes > 0) counts.push(`${formatBytes(status.missingBytes)} missing`);
  if (status.undecoded > 0 && width >= WIDE) counts.push(`${formatCount(status.undecoded)} not decoded`);
  if (status.issues > 0) counts.push(formatQuantity(status.issues, 'issue'));
  const right = [stateSpan(status, symbols), span(`  ${counts.join(`  `)} `, 'dim')];
  const name = ' dind-sniff  ';
  const room = width - name.length - lineWidth(right) - 2;
  const source = span(cutStart(status.source, Math.max(LEAST_SOURCE, room), symbols.ellipsis));
  return spreadLine([span(name, 'strong'), source], right, width, symbols.ellipsis);
}

function stateSpan({ state, progress }: CaptureStatus, symbols: Symbols): Span {
  switch (state) {
    case 'live':
      return span(`${symbols.open} live`, 'status.open');
    case 'reading': {
      const share = progress === null ? '' : ` ${Math.floor(progress * 100)} %`;
      return span(`${symbols.open} reading${share}`, 'status.open');
    }
    case 'failed':
      return span(`${symbols.failed} failed`, 'status.error');
    case 'ended':
      return span(`${symbols.ok} all read`, 'status.ok');
  }
}

/** Columns of one of the two curves in `overviewRule`. */
const CURVE_WIDTH = 24;
/** Narrower screens have a plain line instead. */
const CURVES_FROM = 120;

/** The line below the header; where there is room, with how much happened when. */
export function overviewRule(
  counts: (parts: number) => Minimap,
  width: number,
  symbols: Symbols,
): StyledLine {
  const rule = (columns: number) => span(symbols.rule.repeat(Math.max(0, columns)), 'dim');
  if (width < CURVES_FROM) return [span(' '), rule(width - 2), span(' ')];
  const { requests, bytes } = counts(CURVE_WIDTH);
  const curves = [
    span(' calls ', 'dim'),
    span(sparkline(requests, symbols.levels), 'bar'),
    span('  bytes ', 'dim'),
    span(sparkline(bytes, symbols.levels), 'bar'),
    span(' '),
  ];
  return [span(' '), rule(width - 3 - lineWidth(curves)), ...curves, rule(1), span(' ')];
}

/** Above the list's keys: what went wrong with the source, or else what was found in what it holds. */
export function findingsLine(status: CaptureStatus, symbols: Symbols): StyledLine {
  const warning = span(` ${symbols.warning} `, 'status.warning');
  if (status.message !== null) return [warning, span(status.message)];
  if (status.findings.length === 0) return [];
  const between = ` ${symbols.between} `;
  return [
    warning,
    span(`${formatQuantity(status.findings.length, 'finding')}: ${status.findings.join(between)}`),
  ];
}
