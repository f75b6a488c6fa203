import { createGunzip } from 'node:zlib';

/**
 * Compressed bytes that are given to zlib at a time. DEFLATE expands at most 1,032 times, so that a crafted
 * file makes 33 MB at once and not gigabytes.
 */
const STEP_BYTES = 32 * 1024;

/** Decompressed bytes come in pieces of this many. */
const OUTPUT_BYTES = 256 * 1024;

/**
 * The gzip data ended early (`cut`) or is damaged. Of a cut file everything that is there came out; zlib does
 * not give out what it made of the step in which it met damage.
 */
export class GunzipError extends Error {
  override name = 'GunzipError';
  readonly reason: 'cut' | 'damaged';

  constructor(reason: 'cut' | 'damaged') {
    super(`gzip data is ${reason}`);
    this.reason = reason;
  }
}

/**
 * Decompresses a gzip file of one or more members (RFC 1952) as it arrives. zlib's stream is driven by hand:
 * read as an async iterable, it throws away what it had already decompressed when it meets the end of a cut
 * file.
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: OUTPUT_BYTES });
  let ready: Uint8Array[] = [];
  let failure: GunzipError | null = null;
  let wake = (): void => {};
  // Not as Buffers, whose `slice` does not copy as that of a Uint8Array does.
  stream.on('data', (bytes: Buffer) =>
    ready.push(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)),
  );
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = new GunzipError(error.code === 'Z_BUF_ERROR' ? 'cut' : 'damaged');
    wake();
  });
  /** Lets `start` give zlib something to do, waits until it is done, and takes what came out. */
  const step = async (start: (done: () => void) => void): Promise<Uint8Array[]> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      start(resolve);
    });
    const taken = ready;
    ready = [];
    return taken;
  };
  try {
    for await (const bytes of source) {
      for (let offset = 0; offset < bytes.length && failure === null; offset += STEP_BYTES) {
        const piece = bytes.subarray(offset, offset + STEP_BYTES);
        yield* await step((done) => stream.write(piece, done));
      }
      if (failure !== null) break;
    }
    if (failure === null) yield* await step((done) => stream.on('end', done).end());
    if (failure !== null) throw failure;
  } finally {
    stream.destroy();
  }
}
