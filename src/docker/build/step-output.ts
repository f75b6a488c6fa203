/** Characters of one step's output that are kept: the newest, as an error is at the end. */
const MAX_OUTPUT = 64 * 1024;

/** What a step printed, bounded; text that was left out is counted at its beginning. */
export class StepOutput {
  #pieces: string[] = [];
  #length = 0;
  #dropped = 0;

  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length > 2 * MAX_OUTPUT) this.#cut(MAX_OUTPUT);
  }

  /** Lets everything go but the count. */
  forget(): void {
    this.#cut(0);
  }

  text(): string {
    if (this.#length > MAX_OUTPUT) this.#cut(MAX_OUTPUT);
    const joined = this.#pieces.join('');
    return this.#dropped === 0 ? joined : `[${this.#dropped} characters left out]\n${joined}`;
  }

  #cut(keep: number): void {
    const joined = this.#pieces.join('');
    const rest = keep === 0 ? '' : joined.slice(-keep);
    this.#dropped += joined.length - rest.length;
    this.#pieces = rest === '' ? [] : [rest];
    this.#length = rest.length;
  }
}
