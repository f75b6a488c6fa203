import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { EmulatedScreen } from '../../builders/emulated-screen.ts';
import { bytesOfKey } from '../../builders/key-bytes.ts';

/** A terminal without a window: what is written to it can be looked at, and keys can be pressed. */
export class HeadlessTerminal {
  readonly #screen: EmulatedScreen;
  readonly #output: Writable & { columns: number; rows: number };
  readonly #input = new PassThrough();
  /** Everything that was written, as it was written. */
  written = '';
  rawMode = false;

  constructor(columns: number, rows: number) {
    this.#screen = new EmulatedScreen(columns, rows);
    const write = (text: string, done: () => void) => {
      this.written += text;
      this.#screen.write(text, done);
    };
    this.#output = Object.assign(
      new Writable({
        decodeStrings: false,
        write: (text: string | Uint8Array, _encoding, done) => write(text.toString(), done),
      }),
      { columns, rows, isTTY: true },
    );
    Object.assign(this.#input, {
      isTTY: true,
      ref: () => this.#input,
      unref: () => this.#input,
      setRawMode: (raw: boolean) => {
        this.rawMode = raw;
        return this.#input;
      },
    });
  }

  get stdout(): WriteStream {
    return this.#output as unknown as WriteStream;
  }

  get stdin(): ReadStream {
    return this.#input as unknown as ReadStream;
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    Object.assign(this.#output, { columns, rows });
    this.#output.emit('resize');
  }

  /** What a person sees, without the blanks at the ends of lines. */
  screen(): string {
    return this.#screen.text();
  }

  /** Text of the rows in reverse video. */
  selected(): string {
    return (
      this.#screen
        .cells()
        // The tabs are in reverse video too, but never from the first column on.
        .filter((row) => row[0]?.inverse)
        .map((row) =>
          row
            .map((cell) => cell.text)
            .join('')
            .trim(),
        )
        .join('\n')
    );
  }

  /** Column, from 0, in which a character first stands in each row; -1 for none. */
  columnsOf(text: string): readonly number[] {
    return this.#screen.cells().map((row) => {
      const index = row.findIndex((cell) => cell.text === text);
      return row.slice(0, Math.max(0, index)).reduce((sum, cell) => sum + cell.width, index < 0 ? -1 : 0);
    });
  }

  get onAlternateScreen(): boolean {
    return this.#screen.onAlternateScreen;
  }

  /** Presses keys and waits until the screen shows what came of them. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#input.write(bytesOfKey(key));
      await this.settled();
    }
  }

  /** Waits until it is on the screen; in vain, it is the test's time that ends it. */
  async shows(words: string): Promise<void> {
    while (!this.screen().includes(words)) await this.settled();
  }

  /** Waits until nothing was written for a few turns of the event loop. */
  async settled(): Promise<void> {
    let quiet = 0;
    let seen = this.written.length;
    while (quiet < 5) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      quiet = this.written.length === seen ? quiet + 1 : 0;
      seen = this.written.length;
    }
    await new Promise<void>((resolve) => this.#screen.write('', resolve));
  }
}
