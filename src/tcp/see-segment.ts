import type { SeenSegment } from '../layer/seen-segment.ts';
import type { Connection } from './connection.ts';
import type { DirectionStream } from './direction-stream.ts';
import { ACK, type Segment } from './segment.ts';

/** Gives a segment to its connection, and tells by what that counted what it was. */
export function seeSegment(connection: Connection, sender: DirectionStream, segment: Segment): SeenSegment {
  const { retransmittedBytes, outOfOrderPackets } = sender.counts;
  const late = connection.closed !== null;
  const repeated = sender.repeats(segment);
  const keepAlive = sender.isKeepAlive(segment);
  const ahead = sender.ahead(segment);
  if (!late) connection.receive(sender, segment);
  return {
    ...seen(connection, sender, segment),
    sentAgain: sender.counts.retransmittedBytes - retransmittedBytes,
    outOfOrder: sender.counts.outOfOrderPackets > outOfOrderPackets,
    ahead,
    repeated,
    keepAlive,
    late,
  };
}

/** A copy of a segment that its connection has had. */
export function seeCopy(connection: Connection, sender: DirectionStream, segment: Segment): SeenSegment {
  return { ...seen(connection, sender, segment), copy: true };
}

function seen(connection: Connection, sender: DirectionStream, segment: Segment): SeenSegment {
  const { flags, window, missing, at } = segment;
  return {
    connection: connection.number,
    direction: sender.direction,
    at,
    flags,
    // After it was received: a first segment tells where its direction begins.
    sequence: sender.relative(segment.sequence),
    acknowledgment: flags & ACK ? sender.peer.relative(segment.acknowledgment) : null,
    window,
    bytes: segment.bytes.subarray(segment.payloadStart, segment.payloadEnd),
    missing,
    sentAgain: 0,
    repeated: false,
    outOfOrder: false,
    ahead: 0,
    keepAlive: false,
    late: false,
    copy: false,
  };
}
