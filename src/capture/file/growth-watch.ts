import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Packets that come one by one are read a few at a time. In milliseconds. */
const GATHER_MS = 10;

/** How often a file is looked at that nobody says a word of: it may be finished, or on a disk that tells nothing. */
const LOOK_MS = 100;

/** The same where the system cannot watch files: unseen by a person. */
const POLL_MS = 20;

/** Waits for a file to grow: a process that waits should take next to nothing, and know at once. */
export class GrowthWatch {
  readonly #watcher: FSWatcher | null;
  #grown = false;
  /** It had grown when it was waited for last; where nothing comes, there is nothing to gather. */
  #busy = true;
  #wake: () => void = () => {};

  constructor(path: string) {
    this.#watcher = watcherOf(path, () => {
      this.#grown = true;
      this.#wake();
    });
  }

  /** Resolves when the file has grown, or might have. */
  async wait(): Promise<void> {
    if (this.#watcher === null) {
      await sleep(POLL_MS);
      return;
    }
    if (this.#busy) await sleep(GATHER_MS);
    if (!this.#grown) await this.#growth();
    this.#busy = this.#grown;
    this.#grown = false;
  }

  close(): void {
    this.#watcher?.close();
  }

  #growth(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Null where there is nothing to watch with, or no watch left (inotify(7), max_user_watches). */
function watcherOf(path: string, grown: () => void): FSWatcher | null {
  try {
    const watcher = watch(path, { persistent: false }, grown);
    // It then says nothing more; the file is looked at all the same.
    watcher.on('error', () => {});
    return watcher;
  } catch {
    return null;
  }
}
