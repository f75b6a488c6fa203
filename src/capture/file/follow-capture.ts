import { readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NO_EVENTS } from '../../layer/layer.ts';
import type { CaptureFileEvent } from './capture-file-event.ts';
import { CaptureFileReader } from './capture-file-reader.ts';
import { GrowthWatch } from './growth-watch.ts';

/** A capture file that somebody still writes. */
export interface GrowingFile {
  readonly path: string;
  /** Open for reading; read with positions, so that the writer may share it. */
  readonly descriptor: number;
  /** Nobody writes any more: its end is the end. */
  readonly finished: boolean;
}

/** Small enough that a busy upload leaves the event loop turns for other things every few milliseconds. */
const READ_BYTES = 1024 * 1024;

export interface FollowedFile {
  /** Bytes of the file that are whole records, as far as it was read. */
  readonly wholeBytes: number;
}

/**
 * Reads a capture file as it grows, until it is finished. Gives an empty list each time that everything
 * there is was read, and looks again a little later. Events' bytes are valid until the next step. What it
 * returns at the end tells how much of the file is whole records.
 */
export async function* followCapture(
  file: GrowingFile,
): AsyncGenerator<readonly CaptureFileEvent[], FollowedFile> {
  const reader = new CaptureFileReader();
  const growth = new GrowthWatch(file.path);
  try {
    yield* follow(file, reader, growth);
  } finally {
    growth.close();
  }
  const last = reader.end();
  if (last.length > 0) yield last;
  return { wholeBytes: reader.position };
}

async function* follow(
  file: GrowingFile,
  reader: CaptureFileReader,
  growth: GrowthWatch,
): AsyncGenerator<readonly CaptureFileEvent[]> {
  const buffer = new Uint8Array(READ_BYTES);
  let position = 0;
  for (;;) {
    // Before the read: what was written before it was finished must still be read.
    const { finished } = file;
    // From the page cache, into which it was just written: quicker than asking another thread for it.
    const length = readSync(file.descriptor, buffer, 0, READ_BYTES, position);
    if (length > 0) {
      position += length;
      const events = reader.push(buffer.subarray(0, length));
      if (events.length > 0) yield events;
      await nextTurn();
    } else if (finished) return;
    else {
      yield NO_EVENTS;
      await growth.wait();
    }
  }
}
