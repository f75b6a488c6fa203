import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import xterm from '@xterm/headless';

/** A terminal without a window: what is written to it can be looked at, and keys can be pressed. */
export class HeadlessTerminal {
  readonly #xterm: InstanceType<typeof xterm.Terminal>;
  readonly #output: Writable & { columns: number; rows: number };
  readonly #input = new PassThrough();
  /** Everything that was written, as it was written. */
  written = '';
  rawMode = false;

  constructor(columns: number, rows: number) {
    this.#xterm = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const write = (text: string, done: () => void) => {
      this.written += text;
      this.#xterm.write(text, done);
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
    this.#xterm.resize(columns, rows);
    Object.assign(this.#output, { columns, rows });
    this.#output.emit('resize');
  }

  /** What a person sees, without the blanks at the ends of lines. */
  screen(): string {
    const { active } = this.#xterm.buffer;
    const lines = Array.from({ length: this.#xterm.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    );
    return lines.join('\n');
  }

  /** Text of the rows in reverse video. */
  selected(): string {
    const { active } = this.#xterm.buffer;
    const rows: string[] = [];
    for (let row = 0; row < this.#xterm.rows; row++) {
      const line = active.getLine(active.baseY + row);
      // The tabs are in reverse video too, but never from the first column on.
      if (line?.getCell(0)?.isInverse()) rows.push(line.translateToString(true).trim());
    }
    return rows.join('\n');
  }

  get onAlternateScreen(): boolean {
    return this.#xterm.buffer.active.type === 'alternate';
  }

  /** Presses keys and waits until the screen shows what came of them. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#input.write(KEYS[key] ?? key);
      await this.settled();
    }
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
    await new Promise<void>((resolve) => this.#xterm.write('', resolve));
  }
}

const KEYS: Readonly<Record<string, string>> = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  home: '\x1b[H',
  end: '\x1b[F',
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  'ctrl-c': '\x03',
  'ctrl-l': '\x0c',
  space: ' ',
};
