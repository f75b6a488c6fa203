import type { CapturedSegment, SegmentMatter } from '../../model/captured-segment.ts';
import { formatQuantity } from './format-bytes.ts';
import type { Symbols } from './symbols.ts';

/** Control bits that are named, lowest first (RFC 9293, section 3.1); the first one sent comes first. */
const FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [0x02, 'SYN'],
  [0x01, 'FIN'],
  [0x04, 'RST'],
  [0x20, 'URG'],
  [0x08, 'PSH'],
  [0x10, 'ACK'],
];

/** `PSH ACK`. */
export function flagWords(flags: number): string {
  return FLAGS.filter(([bit]) => flags & bit)
    .map(([, name]) => name)
    .join(' ');
}

/** `client →`, or `← daemon`: who sent it, by word and by sign. */
export function senderWords(from: CapturedSegment['from'], { arrow, arrowBack }: Symbols): string {
  return from === 'client' ? `client ${arrow}` : `${arrowBack} daemon`;
}

/** What was the matter with a packet, in one or two words. */
export function matterWords(matter: SegmentMatter): string {
  switch (matter.kind) {
    case 'sent-again':
      return matter.bytes === 0 ? 'sent again' : `${formatQuantity(matter.bytes, 'byte')} sent again`;
    case 'missing-before':
      return `${formatQuantity(matter.bytes, 'byte')} missing before it`;
    case 'late-before':
      return `ahead of ${formatQuantity(matter.bytes, 'byte')}`;
    case 'cut':
      return `${formatQuantity(matter.bytes, 'byte')} cut off by the snap length`;
    case 'out-of-order':
      return 'out of order';
    case 'zero-window':
      return 'window 0: takes no more';
    case 'keep-alive':
      return 'keep-alive';
    case 'reset':
      return 'reset';
    case 'late':
      return 'after the end';
    case 'copy':
      return 'copy from another interface';
  }
}
