import type { WireBytes, WirePart } from '../http/events.ts';
import type { Timestamp } from '../layer/origin.ts';
import { type FrameHeader, frameTypes } from './frames/frame-header.ts';

/** Frames kept that nobody knows the stream of yet: header blocks in several frames are longest. */
const MAX_KEPT_BYTES = 2 * 1024 * 1024;

/** Bytes of frames as they were sent, until it is known what they are of. */
export class PendingWire {
  #pieces: WireBytes[] = [];
  #bytes = 0;

  push(
    header: FrameHeader,
    part: 'header' | 'payload',
    side: WireBytes['side'],
    bytes: Uint8Array,
    at: Timestamp,
  ) {
    if (header.stream === 0 || bytes.length === 0 || this.#bytes + bytes.length > MAX_KEPT_BYTES) return;
    this.#bytes += bytes.length;
    const copy = new Uint8Array(bytes);
    this.#pieces.push({
      kind: 'wire',
      stream: header.stream,
      side,
      at,
      part: part === 'header' ? 'framing' : partOf(header.type),
      bytes: copy,
    });
  }

  /** Those of a stream, in order, which are then no longer kept. */
  take(isOf: (stream: number) => boolean): readonly WireBytes[] {
    if (this.#pieces.length === 0) return this.#pieces;
    const taken = this.#pieces.filter(({ stream }) => isOf(stream));
    this.#pieces = this.#pieces.filter(({ stream }) => !isOf(stream));
    this.#bytes = this.#pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
    return taken;
  }
}

function partOf(type: number): WirePart {
  if (type === frameTypes.data) return 'body';
  const isHead =
    type === frameTypes.headers || type === frameTypes.continuation || type === frameTypes.pushPromise;
  return isHead ? 'head' : 'framing';
}
