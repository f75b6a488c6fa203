/** A disk with more than this still to write is waited for, in bytes; and again with each so many more. */
const WAIT_ABOVE = 6 * 1024 * 1024;
/** And no longer with less than this. */
const CAUGHT_UP = 3 * 1024 * 1024;
/** And never longer than this, in milliseconds. */
const MAX_WAIT = 200;

/**
 * Says when senders should wait for the disk, so that nothing is missing in the record because they were faster
 * for a moment. A disk that does not catch up is waited for a few times, and not again before it has.
 */
export class DiskPatience {
  #wait: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  #waitAbove = WAIT_ABOVE;
  #queued = 0;

  /** Null, or what to wait for before more is read. */
  get wait(): Promise<void> | null {
    return this.#wait?.over ?? null;
  }

  /** Told whenever it changes how much the disk has to write. */
  queued(bytes: number): void {
    this.#queued = bytes;
    if (bytes < CAUGHT_UP) {
      this.#waitAbove = WAIT_ABOVE;
      this.#wait?.end();
    } else if (bytes > this.#waitAbove && this.#wait === null) this.#begin();
  }

  #begin(): void {
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const timer = setTimeout(() => {
      this.#waitAbove = this.#queued + WAIT_ABOVE;
      this.#wait?.end();
    }, MAX_WAIT);
    this.#wait = {
      over,
      end: () => {
        clearTimeout(timer);
        this.#wait = null;
        end();
      },
    };
  }
}
