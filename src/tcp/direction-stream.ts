import type { Direction, Timestamp } from '../layer/origin.ts';
import type { DirectionStatistics } from '../layer/stream-event.ts';
import type { ConnectionOutput } from './connection-output.ts';
import type { Hole } from './hole-watch.ts';
import { LATE_WINDOW, MAX_BUFFERED_BYTES_PER_STREAM, MAX_WINDOW } from './limits.ts';
import { type BufferUse, OutOfOrderQueue, type Piece } from './out-of-order-queue.ts';
import { ACK, FIN, PSH, RST, type Segment, SYN, URG } from './segment.ts';
import { advance, distance } from './sequence.ts';

type Counts = { -readonly [name in keyof DirectionStatistics]: DirectionStatistics[name] };

/** The end of a direction: `sequence` is the place of its FIN, one behind its last byte. */
interface End {
  readonly sequence: number;
  readonly acknowledgment: number | null;
  readonly arrival: number;
  readonly at: Timestamp;
}

/**
 * One direction of a connection: its segments in, its bytes in order out.
 *
 * The first copy of a byte wins. Of delivered bytes nothing is kept, so a later copy of them is counted and
 * not compared: to compare would cost a copy of all that passes, and what a receiver has read is read.
 *
 * Bytes wait for the other direction where their sender had already read bytes of it that are not here yet,
 * so that a request's bytes, or the gap in their place, always come before its response.
 */
export class DirectionStream {
  readonly direction: Direction;
  readonly counts: Counts = {
    packets: 0,
    bytes: 0,
    retransmittedBytes: 0,
    outOfOrderPackets: 0,
    missingBytes: 0,
    stalledMs: 0,
  };
  /** Since when its window is 0; null while it is open. */
  stalledAt: Timestamp | null = null;
  /** The other direction; `Connection` sets it. */
  peer: DirectionStream = this;
  /** Sequence number of the first byte that was not handed on. */
  next = 0;
  /**
   * How `next` is known: not at all; from what the other side acknowledged, so that earlier bytes may yet
   * come; or from a segment of this direction.
   */
  base: 'unknown' | 'by-peer' | 'own' = 'unknown';
  /** Sequence number of the direction's very first byte, where the handshake told it. */
  initial: number | null = null;
  /** The highest sequence number that the other side acknowledged. */
  acknowledged: number | null = null;
  /** One behind the furthest byte that was seen. */
  highest = 0;
  ended = false;

  readonly #output: ConnectionOutput;
  readonly #total: BufferUse;
  readonly #queue: OutOfOrderQueue;
  #end: End | null = null;
  /** Up to here the snap length cut the frame whose captured bytes were handed on last. */
  #cutUntil: number | null = null;
  #cutAt: Timestamp = 0;
  /** One acknowledged sequence number was skipped that may have been a lost byte or a lost FIN. */
  #skippedByteOrFin = false;
  #urgentSeen = false;
  #strayEnd: number | null = null;

  constructor(direction: Direction, output: ConnectionOutput, total: BufferUse) {
    this.direction = direction;
    this.#output = output;
    this.#total = total;
    this.#queue = new OutOfOrderQueue(total);
  }

  /** Whether something is held back or missing. */
  get waiting(): boolean {
    return !this.#queue.empty || (this.#end !== null && !this.ended) || this.#isAcknowledgedBeyond();
  }

  get overfull(): boolean {
    return this.#queue.size > MAX_BUFFERED_BYTES_PER_STREAM;
  }

  /** What keeps this direction from going on; waiting for the other one is that one's hole. */
  get hole(): Hole {
    if (this.base === 'unknown') return 'none';
    const target = this.#nearestKnown();
    if (target === this.next) return 'none';
    if (this.#isAcknowledgedBeyond()) return 'acknowledged';
    if (target === null) return 'none';
    return this.acknowledged === null ? 'one-sided' : 'unacknowledged';
  }

  /** The other side told the first sequence number, before any segment of this direction was seen. */
  startAt(initial: number): void {
    if (this.base === 'unknown') this.#join(initial);
    else if (this.#mayBeginAt(initial)) this.next = initial;
    else return;
    this.base = 'own';
    this.initial = initial;
  }

  /** How many bytes before those that were handed on belong to the direction, if `initial` is its first. */
  missedFrom(initial: number): number {
    return distance(initial, this.next) - this.counts.bytes - this.counts.missingBytes;
  }

  /**
   * The other side has everything before `acknowledgment`. `first`: it says so in the segment behind its SYN,
   * so that nothing but the SYN-ACK, which was not seen, can have come before.
   */
  acknowledge(acknowledgment: number, first: boolean): void {
    if (acknowledgment === this.acknowledged) return;
    if (first) this.startAt(acknowledgment);
    else if (this.base === 'unknown') this.#join(acknowledgment);
    else if (this.#mayBeginAt(acknowledgment)) this.next = acknowledgment;
    const ahead = distance(this.next, acknowledgment);
    if (ahead > MAX_WINDOW || ahead < -MAX_WINDOW) return;
    // The packet that we joined with was a keep-alive, one before the next byte.
    if (ahead === 1 && this.#isUntouched()) {
      this.next = acknowledgment;
      this.highest = acknowledgment;
    }
    if (this.acknowledged === null || distance(this.acknowledged, acknowledgment) > 0) {
      this.acknowledged = acknowledgment;
    }
  }

  /** Place of a sequence number: 0 is the SYN's, 1 the first byte's, as far as the first one is known. */
  relative(sequence: number): number {
    const { bytes, missingBytes } = this.counts;
    const end = this.ended || this.#skippedByteOrFin ? 1 : 0;
    return 1 + bytes + missingBytes + end + distance(this.next, sequence);
  }

  /** A probe of what the other side has acknowledged long ago (RFC 9293, section 3.8.4). */
  isKeepAlive({ sequence, flags, payloadStart, payloadEnd, missing }: Segment): boolean {
    const { next, acknowledged, ended } = this;
    if (ended || flags & (SYN | FIN | RST) || payloadEnd - payloadStart + missing > 1) return false;
    return distance(sequence, next) === 1 && acknowledged === next;
  }

  /** Bytes that lie between the furthest one that was seen and those of a segment. */
  ahead({ sequence, payloadStart, payloadEnd, missing }: Segment): number {
    if (this.base !== 'own' || payloadEnd - payloadStart + missing === 0) return 0;
    return Math.max(0, distance(this.highest, sequence));
  }

  /** A SYN or FIN that was received before. */
  repeats({ sequence, flags }: Segment): boolean {
    if (flags & SYN) return this.counts.packets > 0 && this.initial === advance(sequence, 1);
    return (flags & FIN) !== 0 && this.#end !== null;
  }

  receive(segment: Segment): void {
    this.#total.arrivals += 1;
    let start = segment.flags & SYN ? advance(segment.sequence, 1) : segment.sequence;
    let from = segment.payloadStart;
    let missing = segment.missing;
    let captured = segment.payloadEnd - from;
    if (this.base !== 'own' || segment.flags & SYN) this.#begin(segment, start);
    if (captured + missing === 0 && !(segment.flags & FIN)) return;
    if (!this.#isNear(segment, start, captured + missing)) return;
    if (segment.flags & URG) this.#noteUrgent(segment, start);
    if (segment.flags & FIN) this.#noteEnd(segment, advance(start, captured + missing));

    const old = distance(start, this.next);
    if (old > 0) {
      const oldCaptured = Math.min(old, captured);
      if (!this.isKeepAlive(segment)) this.counts.retransmittedBytes += oldCaptured;
      start = this.next;
      from += oldCaptured;
      captured -= oldCaptured;
      missing = Math.max(0, missing - (old - oldCaptured));
    }
    const excess = this.#end === null ? 0 : distance(this.#end.sequence, advance(start, captured + missing));
    if (excess > 0 && captured + missing > 0) {
      this.#issue(
        'tcp/data-after-end',
        'bytes behind the end of their direction are left out',
        segment,
        start,
      );
      const kept = Math.max(0, captured + missing - excess);
      captured = Math.min(captured, kept);
      missing = kept - captured;
    }

    if (captured + missing > 0) this.#take(segment, start, from, captured, missing);
  }

  /** Hands on what can be handed on; true if that was something. */
  drain(): boolean {
    const before = this.next;
    for (;;) {
      const head = this.#queue.head;
      if (head !== undefined && distance(this.next, head.sequence) <= 0) {
        if (this.#mustWait(head.acknowledgment, head.arrival)) break;
        this.#queue.shift();
        this.#deliver(head.bytes.subarray(distance(head.sequence, this.next)), head.missing, head.at);
      } else if (this.#cutAhead() > 0) {
        const cut = this.#cutAhead();
        const target = head === undefined ? cut : Math.min(cut, distance(this.next, head.sequence));
        this.#gap(target, 'snap-length', this.#cutAt);
      } else {
        break;
      }
    }
    this.#endIfReached();
    return this.next !== before;
  }

  /** Gives up the bytes that are missing now. `otherwise`: why, if they are not known to be lost. */
  skipHole(otherwise: 'lost' | 'limit', at: Timestamp): void {
    const known = this.#nearestKnown();
    const lost = this.#isAcknowledgedBeyond();
    let missing = known === null ? Number.POSITIVE_INFINITY : distance(this.next, known);
    if (lost) missing = Math.min(missing, distance(this.next, this.acknowledged!));
    if (missing === Number.POSITIVE_INFINITY || missing <= 0) return;
    this.base = 'own';
    if (missing === 1 && lost && known === null) {
      if (this.#skippedByteOrFin) this.#countSkippedByte(at);
      this.#skippedByteOrFin = true;
      this.next = advance(this.next, 1);
    } else {
      this.#gap(missing, lost ? 'lost' : otherwise, this.#queue.head?.at ?? at);
    }
    this.drain();
  }

  /** The connection is over, and both directions have given up their holes. */
  finish(at: Timestamp): void {
    if (!this.#skippedByteOrFin) return;
    if (this.peer.ended) this.#endBySkippedFin(at);
    else this.#countSkippedByte(at);
  }

  /** The other side may send again, or never will. */
  endStall(at: Timestamp): void {
    if (this.stalledAt === null) return;
    this.counts.stalledMs += Math.max(0, at - this.stalledAt) / 1000;
    this.stalledAt = null;
  }

  /** Forgets what is buffered. */
  release(): void {
    this.#queue.clear();
  }

  #join(sequence: number): void {
    this.base = 'by-peer';
    this.next = sequence;
    this.highest = sequence;
  }

  /**
   * Joined in mid-connection, and nothing was handed on yet: an acknowledgment of less, captured behind
   * later ones, says that what lies between was sent since.
   */
  #mayBeginAt(sequence: number): boolean {
    const earlier = distance(sequence, this.next);
    const untouched = this.counts.bytes + this.counts.missingBytes === 0 && !this.ended;
    return this.initial === null && untouched && earlier >= 0 && earlier < LATE_WINDOW;
  }

  #begin(segment: Segment, start: number): void {
    if (segment.flags & SYN) {
      if (this.initial === start) return;
      if (this.initial === null && this.base !== 'unknown' && distance(start, this.next) >= 0) {
        this.#beginLate(segment, start);
        return;
      }
      // A listener that answers a repeated SYN afresh (RFC 4987, SYN cookies) changes its first number.
      if (this.next !== start) {
        this.acknowledged = null;
        this.#end = null;
        this.#queue.clear();
      }
      this.initial = start;
      this.next = start;
    } else if (this.base === 'unknown') {
      this.next = isLoneZero(segment) ? advance(start, 1) : start;
    } else {
      // A first segment of its own that lies before what the other side acknowledged says better where the
      // capture joined; but a keep-alive (at most one byte, one before the next) or an old bare
      // acknowledgment does not. One that lies behind has lost bytes before it, or is early.
      const behind = distance(start, this.next);
      const length = segment.payloadEnd - segment.payloadStart + segment.missing;
      if (behind > 0 && length > (behind === 1 ? 1 : 0)) this.next = start;
    }
    this.highest = this.next;
    this.base = 'own';
  }

  /** The SYN was captured behind segments that followed it. */
  #beginLate(segment: Segment, start: number): void {
    const missed = this.missedFrom(start);
    if (this.counts.bytes + this.counts.missingBytes === 0) this.next = start;
    else if (missed > 0) {
      this.counts.missingBytes += missed;
      this.#issue(
        'tcp/late-start',
        `the first ${missed} bytes are missing, or came too late`,
        segment,
        start,
      );
    }
    this.initial = start;
    this.base = 'own';
  }

  #take(segment: Segment, start: number, from: number, captured: number, missing: number): void {
    const late = distance(start, this.highest) > 0;
    const acknowledgment = acknowledgmentOf(segment);
    const arrival = this.#total.arrivals;
    if (start === this.next && this.#queue.empty && !this.#mustWait(acknowledgment, arrival)) {
      this.#deliver(segment.bytes.subarray(from, from + captured), missing, segment.at);
      if (missing > 0) this.drain();
    } else {
      const bytes = segment.bytes.subarray(from, from + captured);
      const piece: Piece = { sequence: start, bytes, missing, acknowledgment, arrival, at: segment.at };
      const { added, differsAt } = this.#queue.insert(piece);
      if (late && added > 0) this.counts.outOfOrderPackets += 1;
      this.counts.retransmittedBytes += captured - added;
      if (differsAt !== null) {
        this.#issue('tcp/overlap-differs', 'two copies of the same bytes differ', segment, differsAt);
      }
    }
    const end = advance(start, captured + missing);
    if (distance(this.highest, end) > 0) this.highest = end;
  }

  #deliver(bytes: Uint8Array, missing: number, at: Timestamp): void {
    if (this.#skippedByteOrFin) this.#countSkippedByte(at);
    if (bytes.length > 0) {
      this.counts.bytes += bytes.length;
      this.next = advance(this.next, bytes.length);
      this.#output.chunk(this.direction, bytes, at);
      // Too old to compare with, and soon taken for one ahead: acknowledgments are no longer captured.
      if (this.acknowledged !== null && distance(this.acknowledged, this.next) > MAX_WINDOW) {
        this.acknowledged = null;
      }
    }
    if (missing > 0) {
      this.#cutUntil = advance(this.next, missing);
      this.#cutAt = at;
    }
  }

  #gap(missing: number, cause: 'lost' | 'snap-length' | 'limit', at: Timestamp): void {
    if (this.#skippedByteOrFin) this.#countSkippedByte(at);
    this.counts.missingBytes += missing;
    this.next = advance(this.next, missing);
    if (distance(this.highest, this.next) > 0) this.highest = this.next;
    this.#output.gap(this.direction, missing, cause, at);
  }

  #endIfReached(): void {
    const end = this.#end;
    if (end === null || this.ended || end.sequence !== this.next) return;
    if (this.#mustWait(end.acknowledgment, end.arrival)) return;
    if (this.#skippedByteOrFin) this.#countSkippedByte(end.at);
    this.ended = true;
    this.next = advance(this.next, 1);
    this.#output.end(this.direction, end.at);
  }

  #countSkippedByte(at: Timestamp): void {
    this.#skippedByteOrFin = false;
    this.counts.missingBytes += 1;
    this.#output.gap(this.direction, 1, 'lost', at);
  }

  #endBySkippedFin(at: Timestamp): void {
    this.#skippedByteOrFin = false;
    this.ended = true;
    this.#output.end(this.direction, at);
  }

  #noteEnd(segment: Segment, sequence: number): void {
    if (this.#end !== null) return;
    if (this.#skippedByteOrFin && advance(sequence, 1) === this.next) {
      this.#end = { sequence, acknowledgment: null, arrival: this.#total.arrivals, at: segment.at };
      this.#endBySkippedFin(segment.at);
    } else if (distance(this.next, sequence) >= 0 && distance(this.highest, sequence) >= 0) {
      const acknowledgment = acknowledgmentOf(segment);
      this.#end = { sequence, acknowledgment, arrival: this.#total.arrivals, at: segment.at };
    } else {
      this.#issue('tcp/data-after-end', 'an end (FIN) lies before bytes that were sent', segment, sequence);
    }
  }

  /**
   * A segment further off than any window is believed only when the next one continues it: then the
   * capture lost more than a window (paused, or a part of a rotated capture is gone).
   */
  #isNear(segment: Segment, start: number, length: number): boolean {
    const ahead = distance(this.next, start);
    if (ahead <= MAX_WINDOW && ahead >= -MAX_WINDOW) return true;
    if (this.#strayEnd !== start || this.ended) {
      this.#issue('tcp/out-of-window', 'a segment far from its stream is left out', segment, start);
      this.#strayEnd = advance(start, length);
      return false;
    }
    this.#issue('tcp/jump', 'the stream goes on far from where it was', segment, start);
    for (let head = this.#queue.head; head !== undefined; head = this.#queue.head) {
      const missing = distance(this.next, head.sequence);
      if (missing > 0) this.#gap(missing, 'lost', head.at);
      this.#queue.shift();
      this.#deliver(head.bytes.subarray(Math.max(0, -missing)), 0, head.at);
    }
    this.#cutUntil = null;
    this.#end = null;
    this.acknowledged = null;
    this.#gap((start - this.next) >>> 0, 'lost', segment.at);
    this.highest = start;
    return true;
  }

  #noteUrgent(segment: Segment, start: number): void {
    if (this.#urgentSeen) return;
    this.#urgentSeen = true;
    this.#issue('tcp/urgent-data', 'urgent data is read as ordinary bytes', segment, start);
  }

  /**
   * Whether the sender had read bytes of the other direction that are not here yet. Only a retransmission,
   * with a newer acknowledgment than its bytes had at first, makes each direction wait for the other; what
   * was captured last is the retransmission, and goes first.
   */
  #mustWait(acknowledgment: number | null, arrival: number): boolean {
    if (!this.peer.#lacks(acknowledgment)) return false;
    const other = this.peer.#front();
    const forEachOther = other !== null && this.#lacks(other.acknowledgment);
    return !forEachOther || other.arrival > arrival;
  }

  /** Whether bytes before `acknowledgment` are with their receiver and were not handed on. */
  #lacks(acknowledgment: number | null): boolean {
    if (acknowledgment === null || acknowledgment === this.next || this.acknowledged === null) return false;
    return (
      this.#isAcknowledgedBeyond() &&
      distance(this.next, acknowledgment) > 0 &&
      distance(acknowledgment, this.acknowledged) >= 0
    );
  }

  /** What could be handed on now if it had not to wait for the other direction. */
  #front(): Pick<Piece, 'acknowledgment' | 'arrival'> | null {
    const head = this.#queue.head;
    if (head !== undefined) return distance(this.next, head.sequence) <= 0 ? head : null;
    return this.#end?.sequence === this.next && !this.ended ? this.#end : null;
  }

  #isAcknowledgedBeyond(): boolean {
    return !this.ended && this.acknowledged !== null && distance(this.next, this.acknowledged) > 0;
  }

  /** Where the stream is known to go on: its first buffered piece or its end; null where nothing is. */
  #nearestKnown(): number | null {
    const head = this.#queue.head;
    const end = this.ended ? null : this.#end;
    if (head === undefined) return end === null ? null : end.sequence;
    if (distance(this.next, head.sequence) <= 0) return this.next;
    return head.sequence;
  }

  #cutAhead(): number {
    if (this.#cutUntil === null) return 0;
    const ahead = distance(this.next, this.#cutUntil);
    if (ahead <= 0) this.#cutUntil = null;
    return ahead;
  }

  /** Joined in mid-connection, with nothing but acknowledgments so far. */
  #isUntouched(): boolean {
    const { bytes, missingBytes } = this.counts;
    return this.initial === null && this.base === 'own' && bytes + missingBytes === 0 && !this.waiting;
  }

  #issue(
    code: Parameters<ConnectionOutput['issue']>[0],
    what: string,
    segment: Segment,
    sequence: number,
  ): void {
    const offset = this.counts.bytes + this.counts.missingBytes + distance(this.next, sequence);
    this.#output.issue(code, `${this.direction}: ${what}`, segment.at, Math.max(0, offset));
  }
}

/** A keep-alive of Windows: one zero byte, one before the next one, and not pushed. */
function isLoneZero(segment: Segment): boolean {
  if (segment.payloadEnd - segment.payloadStart !== 1 || segment.missing > 0) return false;
  return segment.bytes[segment.payloadStart] === 0 && !(segment.flags & (PSH | FIN));
}

/** Without the control bit the field means nothing (the first SYN). */
function acknowledgmentOf(segment: Segment): number | null {
  return segment.flags & ACK ? segment.acknowledgment : null;
}
