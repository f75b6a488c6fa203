import { closeSync, createWriteStream, fchmodSync, openSync, type WriteStream } from 'node:fs';
import { ProxyError } from '../proxy-error.ts';

/** Where TLS secrets are written as they are agreed on, in NSS key log format, one line each. */
export class KeyLog {
  readonly #stream: WriteStream;

  /** Throws `ProxyError` when the file cannot be written. */
  constructor(path: string) {
    try {
      const fd = openSync(path, 'a', 0o600);
      try {
        fchmodSync(fd, 0o600);
      } catch (error) {
        closeSync(fd);
        throw error;
      }
      this.#stream = createWriteStream(path, { fd });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new ProxyError('cannot-write-keylog', `cannot write the TLS key log: ${detail}`, error);
    }
    // Secrets that cannot be written are missing there; the connections go on.
    this.#stream.on('error', () => {});
  }

  /** Takes a line as Node gives it, with its end. */
  add(line: Buffer): void {
    this.#stream.write(line);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#stream.close(() => resolve()));
  }
}
