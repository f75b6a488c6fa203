/**
 * Unpacks one compressed stream as it passes: packed bytes in, unpacked bytes handed to the `Output` it was
 * made with. How the packed bytes are cut makes no difference to what comes out, broken streams included.
 *
 * Both methods throw `BrokenDataError` where the stream is broken or cut off. What was handed out before that
 * is good, but for the last block where a checksum failed; nothing may be called after it.
 */
export interface Decompressor {
  push(bytes: Uint8Array): void;
  /** No more bytes come. */
  end(): void;
}

/** Receives unpacked bytes: a view that is valid only during the call, of 16 MiB at most. */
export type Output = (bytes: Uint8Array) => void;

/** Thrown between a decompressor and the archive reader, which makes an issue of it. */
export class BrokenDataError extends Error {
  override name = 'BrokenDataError';
  /** The bytes are right as far as they go, but end too early. */
  readonly truncated: boolean;

  constructor(message: string, truncated = false) {
    super(message);
    this.truncated = truncated;
  }
}
