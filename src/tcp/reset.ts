import type { DirectionStream } from './direction-stream.ts';
import { RESET_WINDOW } from './limits.ts';
import { ACK, type Segment } from './segment.ts';
import { distance } from './sequence.ts';

/**
 * Whether the receiver of a RST may have taken it (RFC 9293, section 3.10.7; RFC 5961, section 3): it lies
 * between what the receiver had acknowledged and a window beyond what is known. A forged one that does not
 * know the sequence numbers lies elsewhere.
 */
export function isPlausibleReset(sender: DirectionStream, segment: Segment): boolean {
  if (sender.base === 'unknown') {
    // Nothing of this direction was seen: then a refusal of the other's SYN must acknowledge it.
    const { initial, highest } = sender.peer;
    if (initial === null || !(segment.flags & ACK)) return true;
    const acknowledgment = segment.acknowledgment;
    return distance(initial, acknowledgment) >= 0 && distance(acknowledgment, highest) >= 0;
  }
  const lowest = sender.acknowledged ?? sender.next - RESET_WINDOW;
  const behind = distance(lowest, segment.sequence);
  const beyond = distance(sender.next, segment.sequence);
  return beyond >= 0 ? beyond <= RESET_WINDOW : behind >= 0;
}
