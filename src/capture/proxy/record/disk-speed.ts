import { statfsSync } from 'node:fs';

/**
 * File systems that answer from this machine, by their magic numbers (statfs(2)): ext2 to ext4, XFS, Btrfs, F2FS,
 * tmpfs, overlayfs. A network's or a program's may make a writer wait for as long as it likes.
 */
const localFileSystems: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x794c7630,
]);

/** Writes that take longer on the average are those of a disk that has much to do, in milliseconds. */
const QUICK_WRITE = 20;
/** What one write counts: where processors are busy, now and then one takes long on the quickest disk. */
const WEIGHT = 1 / 8;
/** How long such a disk is left to other threads, in milliseconds. */
const SLOW_FOR = 1000;

/** Whether a file takes what is written to it at once, into the system's memory. */
export class DiskSpeed {
  readonly #isLocal: boolean;
  #average = 0;
  #slowUntil = 0;

  /** `path` is null for what is no file: a pipe's reader may stop. */
  constructor(path: string | null) {
    this.#isLocal = path !== null && localFileSystems.has(fileSystemType(path));
  }

  get isQuick(): boolean {
    return this.#isLocal && performance.now() >= this.#slowUntil;
  }

  /** How long a write took, in milliseconds. */
  took(duration: number): void {
    this.#average += (duration - this.#average) * WEIGHT;
    if (this.#average <= QUICK_WRITE) return;
    this.#average = 0;
    this.#slowUntil = performance.now() + SLOW_FOR;
  }
}

function fileSystemType(path: string): number {
  try {
    return statfsSync(path).type;
  } catch {
    return 0;
  }
}
