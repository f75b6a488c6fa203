import { pinColumns } from './pinned-columns.ts';

/** Lines that are remembered though no frame shows them any more. */
const MAX_LINES = 2000;

/** Begins each name; nothing that is drawn begins with it (Unicode, private use). */
const MARK = '\uE000';

/** Columns that a name takes at most: its mark, and a number in base 36. */
export const NAME_COLUMNS = 12;

/**
 * Painted lines under short names. Ink is given the names: it takes every text apart into characters with
 * their styles, and puts them together again, in each frame, which took two thirds of the time from a key to
 * the screen. Lines are cut and padded before they are painted, so Ink has nothing to do but to place them.
 */
export class PaintedLines {
  readonly #names = new Map<string, string>();
  readonly #lines = new Map<string, string>();
  /** Named since the last frame and the one before: a frame that is being drawn may still bring them. */
  #fresh = new Set<string>();
  #fresher = new Set<string>();
  #count = 0;

  readonly #chosen = new Set<string>();

  /** The same for the same line, as long as it is on the screen. `chosen`: the cursor is there. */
  nameOf(line: string, chosen = false): string {
    let name = this.#names.get(line);
    if (name === undefined) {
      this.#count += 1;
      name = `${MARK}${this.#count.toString(36)}`;
      this.#names.set(line, name);
      this.#lines.set(name, pinColumns(line));
    }
    if (chosen) this.#chosen.add(this.#lines.get(name) ?? line);
    this.#fresher.add(name);
    return name;
  }

  /** Whether a line of the last frame was named as the one under the cursor. */
  isChosen(line: string): boolean {
    return this.#chosen.has(line);
  }

  /** A frame of names as the lines that they stand for; what is no name stays. */
  fill(frame: string): readonly string[] {
    const names = frame.split('\n');
    const lines = names.map((name) => this.#lines.get(name) ?? name);
    if (this.#lines.size > MAX_LINES) this.#forget(new Set(names));
    this.#fresh = this.#fresher;
    this.#fresher = new Set();
    return lines;
  }

  #forget(shown: ReadonlySet<string>): void {
    for (const [line, name] of this.#names) {
      if (shown.has(name) || this.#fresh.has(name) || this.#fresher.has(name)) continue;
      this.#names.delete(line);
      this.#chosen.delete(this.#lines.get(name) ?? line);
      this.#lines.delete(name);
    }
  }
}
