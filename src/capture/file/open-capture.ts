import { close, createReadStream, fstat, open, read, type Stats } from 'node:fs';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import type { Timestamp } from '../../layer/origin.ts';
import type { CaptureIssueCode } from '../issue-codes.ts';
import type { CaptureFileEvent } from './capture-file-event.ts';
import { CaptureFileReader } from './capture-file-reader.ts';
import { CaptureOpenError, directoryError, toCaptureOpenError } from './capture-open-error.ts';
import { GunzipError, gunzip } from './gunzip.ts';

/** Large enough that the cost of asking is lost in that of reading, small enough to stay in the L2 cache. */
const READ_BYTES = 1024 * 1024;

const STDIN = '-';
const STDIN_FD = 0;

const openFile = promisify(open);
const closeFile = promisify(close);
const statFile = promisify(fstat);

/**
 * Reads a pcap or pcapng file, or a gzip of one, from `path` or from standard input (`-`), which may still
 * be growing: what has arrived is handed on at once. Events' bytes are valid until the next step.
 *
 * Throws `CaptureOpenError` when nothing can be read from there; what is wrong inside the file is an issue.
 */
export async function* readCapture(path: string): AsyncGenerator<readonly CaptureFileEvent[]> {
  const reader = new CaptureFileReader();
  let lastTime: Timestamp | null = null;
  try {
    for await (const bytes of captureBytes(path)) {
      const events = reader.push(bytes);
      if (events.length === 0) continue;
      const last = events.findLast((event) => event.kind === 'packet');
      lastTime = last?.at ?? lastTime;
      yield events;
    }
  } catch (error) {
    if (!(error instanceof GunzipError)) throw error;
    yield [gzipIssue(error, lastTime)];
    // The record that the end of the gzip data cut through is the same fault, not a second one.
    return;
  }
  const events = reader.end();
  if (events.length > 0) yield events;
}

/** The bytes of the capture, decompressed where they are gzip; each piece is valid until the next step. */
export async function* captureBytes(path: string): AsyncGenerator<Uint8Array> {
  const source = rawBytes(path);
  const first = await source.next();
  if (first.done) return;
  const pieces = resumed(first.value, source);
  yield* isGzip(first.value) ? gunzip(pieces) : pieces;
}

/** RFC 1952, section 2.3.1. A first piece of one byte is possible, and no other format begins with it. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && (bytes.length === 1 || bytes[1] === 0x8b);
}

async function* resumed(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* rawBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    if (path === STDIN) {
      const stats = await statFile(STDIN_FD);
      if (stats.isFile()) yield* fileBytes(STDIN_FD);
      else yield* standardInput(stats);
      return;
    }
    const fd = await openFile(path, 'r');
    const stats = await statFile(fd);
    if (stats.isFile()) {
      try {
        yield* fileBytes(fd);
      } finally {
        await closeFile(fd);
      }
      return;
    }
    // A pipe or device (a directory fails when it is read): the stream waits without holding a thread.
    yield* createReadStream('', { fd, highWaterMark: READ_BYTES }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof CaptureOpenError) throw error;
    throw toCaptureOpenError(path === STDIN ? 'standard input' : path, error);
  }
}

async function* standardInput(stats: Stats): AsyncGenerator<Uint8Array> {
  if (stats.isDirectory()) throw directoryError('standard input');
  if (isatty(STDIN_FD)) {
    const message =
      'standard input is a terminal; pipe a capture into it, as in tcpdump -w - | dind-sniff replay -';
    throw new CaptureOpenError('terminal', message);
  }
  yield* process.stdin as AsyncIterable<Uint8Array>;
}

/** A regular file, from two buffers in turn: one is filled while the caller works on the other. */
async function* fileBytes(fd: number): AsyncGenerator<Uint8Array> {
  let filling = fill(fd, new Uint8Array(READ_BYTES));
  let spare = new Uint8Array(READ_BYTES);
  try {
    for (;;) {
      const filled = await filling;
      if (filled.length === 0) return;
      filling = fill(fd, spare);
      yield filled;
      spare = new Uint8Array(filled.buffer, 0, READ_BYTES);
    }
  } finally {
    // The descriptor and the buffers belong to the read that is under way until it is over.
    await filling.catch(() => null);
  }
}

function fill(fd: number, buffer: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const filled = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    read(fd, buffer, 0, buffer.length, null, (error, length) => {
      if (error) reject(error);
      else resolve(buffer.subarray(0, length));
    });
  });
  // A failure is told by the next await of it; until then Node would call it unhandled.
  filled.catch(() => null);
  return filled;
}

function gzipIssue(error: GunzipError, at: Timestamp | null): CaptureFileEvent {
  const code: CaptureIssueCode = error.reason === 'cut' ? 'capture/gzip-cut' : 'capture/gzip-corrupt';
  const message =
    error.reason === 'cut'
      ? 'the gzip file is cut off; what could be decompressed was read'
      : 'the gzip file is damaged; what could be decompressed before the damage was read';
  return { kind: 'issue', code, message, at };
}
