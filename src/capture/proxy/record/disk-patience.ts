/** A disk with more than this still to write is waited for, in bytes. */
const WAIT_ABOVE = 6 * 1024 * 1024;
/** And no longer with less than this. */
const CAUGHT_UP = 3 * 1024 * 1024;
/** And never longer than this, in milliseconds. */
const MAX_WAIT = 200;

/**
 * Says when senders should wait for the disk, so that nothing is missing in the record because they were faster
 * for a moment. A disk that has not caught up when the time is over is not waited for again before it has.
 */
export class DiskPatience {
  #wait: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  #isLost = false;

  /** Null, or what to wait for before more is read. */
  get wait(): Promise<void> | null {
    return this.#wait?.over ?? null;
  }

  /** Told whenever it changes how much the disk has to write. */
  queued(bytes: number): void {
    if (bytes < CAUGHT_UP) {
      this.#isLost = false;
      this.#wait?.end();
    } else if (bytes > WAIT_ABOVE && this.#wait === null && !this.#isLost) this.#begin();
  }

  #begin(): void {
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const timer = setTimeout(() => {
      this.#isLost = true;
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
