import type { StreamName } from './stream-event.ts';

/**
 * Engine API, ContainerAttach, "Stream format": one byte of stream, three zero bytes, and the payload's
 * length as a big-endian number of four bytes.
 */
export const FRAME_HEADER_BYTES = 8;

/**
 * While a header must be told from other bytes, a longer frame is not believed: the daemon copies output
 * in pieces of at most 32 KiB, and log lines in pieces of 16 KiB. One that writes larger ones is still
 * read where the format is known.
 */
export const MAX_PLAUSIBLE_FRAME = 1024 * 1024;

/** By the header's first byte; 3 is moby's `Systemerr` (api/pkg/stdcopy). */
const STREAMS: readonly StreamName[] = ['stdin', 'stdout', 'stderr', 'system-error'];

/** Stream of a frame header at `offset`; null where these bytes are no header. Needs four bytes. */
export function frameStream(bytes: Uint8Array, offset = 0): StreamName | null {
  if (bytes[offset + 1] !== 0 || bytes[offset + 2] !== 0 || bytes[offset + 3] !== 0) return null;
  return STREAMS[bytes[offset]!] ?? null;
}

/** Payload bytes of the frame whose header is at `offset`. */
export function frameLength(bytes: Uint8Array, offset = 0): number {
  const at = offset + 4;
  return bytes[at]! * 0x1000000 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!);
}

/** Whether eight bytes that may be anything look like a frame header. */
export function looksLikeFrameHeader(bytes: Uint8Array, offset = 0): boolean {
  const length = frameLength(bytes, offset);
  return frameStream(bytes, offset) !== null && length > 0 && length <= MAX_PLAUSIBLE_FRAME;
}
