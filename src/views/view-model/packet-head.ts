import type { CapturedSegment } from '../../model/captured-segment.ts';
import { formatCount, formatQuantity } from './format-bytes.ts';
import { clockTime } from './format-time.ts';
import { flagWords, matterWords, senderWords } from './packet-words.ts';
import type { PaneView } from './pane.ts';
import { fitLine, type StyledLine, span } from './styled-line.ts';

/** What a packet is, above its payload. */
export function packetHead(
  segment: CapturedSegment,
  { width, symbols, utcOffset }: PaneView,
): readonly StyledLine[] {
  const { at, from, flags, sequence, length, matters } = segment;
  const words = [
    clockTime(at, utcOffset, 'ms'),
    senderWords(from, symbols),
    flagWords(flags),
    `sequence ${formatCount(sequence)}`,
    formatQuantity(length, 'byte'),
  ];
  const matter = matters.map(matterWords).join(', ');
  const warning = matter === '' ? [] : [span(`  ${symbols.warning} ${matter}`, 'status.warning')];
  const styled = [span(` ${words.join(` ${symbols.between} `)}`, 'dim'), ...warning];
  return [fitLine(styled, width - 1, symbols.ellipsis), []];
}
