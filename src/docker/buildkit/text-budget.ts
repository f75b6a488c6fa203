/** Characters that are still kept of what a peer says, which may say the same in ever new words. */
export class TextBudget {
  #left: number;

  constructor(characters: number) {
    this.#left = characters;
  }

  /** The text, cut at `most` characters, or where the budget ends. */
  take(text: string, most: number): string {
    const length = Math.min(text.length, most, this.#left);
    this.#left -= length;
    if (length === text.length) return text;
    // A slice would keep the whole text alive.
    return Buffer.from(text.slice(0, length)).toString('utf8');
  }

  /** The first `most` texts of a list, each cut at `longest`; it ends where the budget does. */
  list(texts: Iterable<string>, most: number, longest: number): readonly string[] {
    const taken: string[] = [];
    for (const text of texts) {
      if (taken.length >= most || this.#left <= 0) break;
      taken.push(this.take(text, longest));
    }
    return taken;
  }

  /** The same of names and values. */
  map(texts: ReadonlyMap<string, string>, most: number, longest: number): ReadonlyMap<string, string> {
    const taken = new Map<string, string>();
    for (const [name, value] of texts) {
      if (taken.size >= most || this.#left <= 0) break;
      taken.set(this.take(name, longest), this.take(value, longest));
    }
    return taken;
  }
}
