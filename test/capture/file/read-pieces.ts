import { createHash } from 'node:crypto';
import type { CaptureFileEvent } from '../../../src/capture/file/capture-file-event.ts';
import { CaptureFileReader } from '../../../src/capture/file/capture-file-reader.ts';

/**
 * Everything a reader says of a file that arrives in `pieces`. Bytes are copied at once, and each piece is
 * overwritten afterwards, so that a view which outlives its call shows.
 */
export function readPieces(pieces: readonly Uint8Array[]): readonly CaptureFileEvent[] {
  const reader = new CaptureFileReader();
  const events = pieces.flatMap((piece) => {
    const buffer = piece.slice();
    const copied = reader.push(buffer).map(withOwnBytes);
    buffer.fill(0xee);
    return copied;
  });
  return [...events, ...reader.end()];
}

export function withOwnBytes(event: CaptureFileEvent): CaptureFileEvent {
  return 'bytes' in event ? { ...event, bytes: event.bytes.slice() } : event;
}

/** Short names for what came out: texts of packets, and codes of issues. */
export function outline(events: readonly CaptureFileEvent[]): readonly string[] {
  return events.map((event) => {
    if (event.kind === 'packet') return `packet ${Buffer.from(event.bytes).toString('latin1')}`;
    return event.kind === 'issue' ? event.code : event.kind;
  });
}

/** The same for files with large packets, of which only a digest is compared and shown. */
export function digests(events: readonly CaptureFileEvent[]): readonly string[] {
  return events.map((event) =>
    event.kind === 'packet'
      ? `${event.at} ${createHash('sha256').update(event.bytes).digest('hex')}`
      : event.kind,
  );
}
