import type { Direction, Timestamp } from '../layer/origin.ts';
import type { StreamEvent } from '../layer/stream-event.ts';
import type { ConnectionKey } from './connection-key.ts';
import { ConnectionOutput, type Emit } from './connection-output.ts';
import { DirectionStream } from './direction-stream.ts';
import { HoleWatch } from './hole-watch.ts';
import { ONE_SIDED_HOLE_PATIENCE } from './limits.ts';
import type { BufferUse } from './out-of-order-queue.ts';
import { isPlausibleReset } from './reset.ts';
import { ACK, RST, type Segment, SYN } from './segment.ts';
import { distance } from './sequence.ts';

export type CloseReason = Extract<StreamEvent, { kind: 'connection-close' }>['how'];

interface Closed {
  readonly how: CloseReason;
  readonly direction: Direction | null;
  readonly at: Timestamp;
}

/** One TCP connection: the segments of both directions in, its stream events out. */
export class Connection {
  readonly key: ConnectionKey;
  readonly number: number;
  readonly aToB: DirectionStream;
  readonly bToA: DirectionStream;
  readonly openedAt: Timestamp;
  lastAt: Timestamp;
  closed: Closed | null = null;

  readonly #output: ConnectionOutput;
  readonly #watchAToB = new HoleWatch();
  readonly #watchBToA = new HoleWatch();
  #packets = 0;
  /** A RST whose place the stream has not reached. */
  #reset: { readonly sender: DirectionStream; readonly sequence: number } | null = null;

  constructor(key: ConnectionKey, number: number, first: Segment, emit: Emit, total: BufferUse) {
    this.key = key;
    this.number = number;
    this.openedAt = first.at;
    this.lastAt = first.at;
    this.#output = new ConnectionOutput(number, emit);
    this.aToB = new DirectionStream('a-to-b', this.#output, total);
    this.bToA = new DirectionStream('b-to-a', this.#output, total);
    this.aToB.peer = this.bToA;
    this.bToA.peer = this.aToB;
    const handshake = first.flags & SYN ? 'seen' : 'missed';
    emit({ kind: 'connection-open', connection: number, a: key.a, b: key.b, at: first.at, handshake });
  }

  /** Whether bytes of it are missing or held back. */
  get waiting(): boolean {
    return this.aToB.waiting || this.bToA.waiting || this.#reset !== null;
  }

  stream(direction: Direction): DirectionStream {
    return direction === 'a-to-b' ? this.aToB : this.bToA;
  }

  receive(sender: DirectionStream, segment: Segment): void {
    this.#packets += 1;
    this.lastAt = segment.at;
    sender.counts.packets += 1;
    if (segment.window === 0 || sender.stalledAt !== null) this.#watchWindow(sender, segment);
    if (segment.flags & RST) {
      this.#receiveReset(sender, segment);
    } else {
      const acknowledges = (segment.flags & ACK) !== 0;
      if (acknowledges && segment.flags & SYN) sender.peer.startAt(segment.acknowledgment);
      const first = segment.sequence === sender.initial;
      if (acknowledges) sender.peer.acknowledge(segment.acknowledgment, first);
      this.#doubtReset(sender, segment);
      sender.receive(segment);
    }
    if (this.waiting) this.settle(segment.at);
    else this.#closeIfEnded(segment.at);
  }

  /** Hands on what can be, and gives up what was waited for long enough. */
  settle(at: Timestamp): void {
    if (this.closed !== null) return;
    this.#drain();
    for (let stream = this.#due(at); stream !== null; stream = this.#due(at)) {
      stream.skipHole('limit', at);
      this.#drain();
    }
    this.#closeIfEnded(at);
  }

  /** Hands on all that is buffered, with gaps for what is missing. */
  giveUpHoles(otherwise: 'lost' | 'limit', at: Timestamp): void {
    this.#drain();
    for (;;) {
      const stream = this.aToB.hole !== 'none' ? this.aToB : this.bToA;
      if (stream.hole === 'none') return;
      stream.skipHole(otherwise, at);
      this.#drain();
    }
  }

  close(how: CloseReason, direction: Direction | null, at: Timestamp): void {
    if (this.closed !== null) return;
    this.giveUpHoles(how === 'idle' ? 'limit' : 'lost', at);
    this.aToB.finish(at);
    this.bToA.finish(at);
    for (const stream of [this.aToB, this.bToA]) stream.endStall(at);
    this.aToB.release();
    this.bToA.release();
    const ended = this.aToB.ended && this.bToA.ended;
    const reset = this.#reset;
    this.#reset = null;
    if (ended) this.closed = { how: 'fin', direction: null, at };
    else if (reset !== null) this.closed = { how: 'reset', direction: reset.sender.direction, at };
    else this.closed = { how, direction, at };
    this.#output.emit({
      kind: 'connection-close',
      connection: this.number,
      ...this.closed,
      statistics: { aToB: { ...this.aToB.counts }, bToA: { ...this.bToA.counts } },
    });
  }

  /** A RST has no window. */
  #watchWindow(sender: DirectionStream, segment: Segment): void {
    if (segment.window !== 0) sender.endStall(segment.at);
    else if (!(segment.flags & RST)) sender.stalledAt ??= segment.at;
  }

  #receiveReset(sender: DirectionStream, segment: Segment): void {
    if (!isPlausibleReset(sender, segment)) {
      const offset = sender.counts.bytes + sender.counts.missingBytes;
      const message = `${sender.direction}: a RST outside the window is ignored`;
      this.#output.issue('tcp/reset-ignored', message, segment.at, offset);
      return;
    }
    this.#reset = { sender, sequence: segment.sequence };
    if (sender.base === 'unknown' || distance(segment.sequence, sender.next) >= 0) {
      this.close('reset', sender.direction, segment.at);
    } else {
      // Its sender is gone and will send nothing again: what lies before it was sent, and is either just
      // behind it in the capture or lost.
      sender.acknowledge(segment.sequence, false);
    }
  }

  /** Who goes on sending behind a RST has not sent it. */
  #doubtReset(sender: DirectionStream, segment: Segment): void {
    const reset = this.#reset;
    if (reset === null || reset.sender !== sender) return;
    const length = segment.payloadEnd - segment.payloadStart;
    if (length > 0 && distance(reset.sequence, segment.sequence) >= 0) this.#reset = null;
  }

  #closeIfEnded(at: Timestamp): void {
    const reset = this.#reset;
    if (this.aToB.ended && this.bToA.ended) this.close('fin', null, at);
    else if (reset !== null && distance(reset.sequence, reset.sender.next) >= 0) {
      this.close('reset', reset.sender.direction, at);
    }
  }

  #drain(): void {
    // Each may have waited for the other.
    while (this.aToB.drain() || this.bToA.drain());
  }

  /** The stream whose hole is to be given up now. */
  #due(at: Timestamp): DirectionStream | null {
    if (this.#isDue(this.aToB, this.#watchAToB, at)) return this.aToB;
    if (this.#isDue(this.bToA, this.#watchBToA, at)) return this.bToA;
    return null;
  }

  #isDue(stream: DirectionStream, watch: HoleWatch, at: Timestamp): boolean {
    const hole = stream.hole;
    watch.update(hole, stream.next, at, this.#packets);
    if (hole === 'none') return false;
    if (watch.due(at, this.#packets) || stream.overfull) return true;
    // The other direction is full of bytes that wait for this one.
    if (stream.peer.overfull && stream.peer.hole === 'none') return true;
    return this.#isUncaptured(stream, at);
  }

  /** Nothing of a direction that was not seen for this long can be on its way. */
  #isUncaptured(stream: DirectionStream, at: Timestamp): boolean {
    return stream.counts.packets === 0 && at - this.openedAt >= ONE_SIDED_HOLE_PATIENCE;
  }
}
