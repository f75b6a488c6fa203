import type { Connection } from './connection.ts';
import type { DirectionStream } from './direction-stream.ts';
import { ACKNOWLEDGED_HOLE_PATIENCE, LATE_WINDOW } from './limits.ts';
import { ACK, FIN, RST, type Segment, SYN } from './segment.ts';
import { advance, distance } from './sequence.ts';

/** Whether a segment without a connection starts one. A stray RST does not, nor does a scan without ACK. */
export function opensConnection(segment: Segment): boolean {
  if (segment.flags & RST) return false;
  return (segment.flags & (SYN | ACK)) !== 0;
}

/** Whether a segment with the addresses and ports of `connection` belongs to a new one that reuses them. */
export function startsAnother(connection: Connection, sender: DirectionStream, segment: Segment): boolean {
  if (!opensConnection(segment)) return false;
  if (segment.flags & SYN) {
    if (isLateSyn(connection, sender, segment)) return false;
    return isOtherHandshake(sender, segment) || isRetryAfterReset(connection, segment);
  }
  return connection.closed !== null && isDataOfAnother(connection, sender, segment);
}

/** A SYN with another first sequence number than the connection's own. */
function isOtherHandshake(sender: DirectionStream, segment: Segment): boolean {
  const first = advance(segment.sequence, 1);
  const answers = (segment.flags & ACK) !== 0;
  if (answers && sender.peer.initial !== null) {
    const { initial, highest } = sender.peer;
    const acknowledgment = segment.acknowledgment;
    const ours = distance(initial, acknowledgment) >= 0 && distance(acknowledgment, highest) >= 0;
    if (!ours) return true;
    // A listener may answer a repeated SYN with another number, until data shows which one holds.
    if (sender.counts.bytes + sender.counts.missingBytes === 0 && !sender.ended) return false;
  }
  if (sender.initial !== null) return sender.initial !== first;
  return sender.base !== 'unknown' && sender.next !== first;
}

/** The SYN that the connection was joined behind: captures of several processors' packets may swap them. */
function isLateSyn(connection: Connection, sender: DirectionStream, segment: Segment): boolean {
  if (sender.initial !== null || sender.base === 'unknown') return false;
  if (segment.at - connection.openedAt >= ACKNOWLEDGED_HOLE_PATIENCE) return false;
  const missed = sender.missedFrom(advance(segment.sequence, 1));
  return missed >= 0 && missed < LATE_WINDOW;
}

/** Some systems repeat the very same SYN when it was refused, and may be accepted then. */
function isRetryAfterReset(connection: Connection, segment: Segment): boolean {
  const { closed } = connection;
  if (closed === null || closed.how !== 'reset' || segment.flags & ACK) return false;
  return segment.at - closed.at >= ACKNOWLEDGED_HOLE_PATIENCE;
}

/**
 * Data behind the end of a closed connection: its next incarnation, whose SYN was not captured; or, from
 * the sender of a RST, proof that the RST was not its own.
 */
function isDataOfAnother(connection: Connection, sender: DirectionStream, segment: Segment): boolean {
  const length = segment.payloadEnd - segment.payloadStart + segment.missing;
  const closed = connection.closed;
  if (length === 0 || closed === null || segment.flags & FIN) return false;
  const wasReset = closed.how === 'reset';
  if (wasReset && closed.direction === sender.direction) {
    return segment.at - closed.at >= ACKNOWLEDGED_HOLE_PATIENCE;
  }
  const beyond = distance(sender.next, advance(segment.sequence, length));
  return beyond > (wasReset ? LATE_WINDOW : 0) || beyond < -LATE_WINDOW;
}
