import type { CaptureStatus } from './capture-status.ts';
import { formatBytes, formatCount } from './format-bytes.ts';
import { type Span, type StyledLine, span, spreadLine } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** How the user looks at the list. */
export interface ListMood {
  readonly filter: string;
  readonly follow: boolean;
  readonly paused: boolean;
  /** Exchanges that pass the filter. */
  readonly shown: number;
  /** Line of the cursor, from 0, and how many lines there are. */
  readonly at: number;
  readonly lines: number;
}

/** Above the keys of the list: the filter; follow, place and memory. */
export function statusLine(
  mood: ListMood,
  status: CaptureStatus,
  width: number,
  symbols: Symbols,
): StyledLine {
  const left =
    mood.filter === ''
      ? [span(' no filter', 'dim')]
      : [span(' filter ', 'dim'), span(mood.filter, 'status.open')];
  const right: Span[] = [];
  if (mood.paused) right.push(span('paused', 'status.warning'), span('  '));
  else if (mood.follow) right.push(span('following', 'status.open'), span('  '));
  const words = mood.lines === 0 ? [] : [`${formatCount(mood.at + 1)} of ${formatCount(mood.lines)}`];
  if (mood.filter !== '') words.push(`${formatCount(mood.shown)} of ${formatCount(status.exchanges)} pass`);
  if (status.memory !== null) words.push(formatBytes(status.memory));
  right.push(span(`${words.join('   ')} `, 'dim'));
  return spreadLine(left, right, width, symbols.ellipsis);
}
