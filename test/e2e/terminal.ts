import type { IPty } from '@lydell/node-pty';
import { EmulatedScreen, type ScreenCell } from '../builders/emulated-screen.ts';
import { bytesOfKey } from '../builders/key-bytes.ts';

// Prebuilt for glibc, macOS and Windows; elsewhere it does not load.
const pty = await import('@lydell/node-pty').catch(() => null);

/** Why there is no pseudo-terminal here, to name what is skipped; null where there is one. */
export const cannotOpenTerminal: string | null = pty === null ? '@lydell/node-pty does not load' : null;

/** Goes behind the names of tests that need one. */
export const leftOut: string = cannotOpenTerminal === null ? '' : ` (left out: ${cannotOpenTerminal})`;

/** Long enough on a busy machine; what hangs fails by it. In milliseconds. */
const PATIENCE_MS = 15_000;

/** Long enough for what should be there at once. */
const SOON_MS = 4_000;

/** How long a key that is followed by no redraw has to come up, if nothing is written. */
const PAUSE_MS = 60;
/** How long an escape has to be seen to do something. */
const ESC_MS = 1_000;
/** The cursor in a prompt. */
const PROMPT = /▏[^\n]*$/;
/** Stands where an answer of the engine will be. */
const WAITING = /(One moment|Reading the capture|Asking for it)…/;
const CLEAR = '\x1b[2J';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Words on the screen, or what it looks like. */
export type Expected = string | RegExp | ((screen: string) => boolean);

/** A program in a real pseudo-terminal, whose screen is emulated: keys go in, the screen can be looked at. */
export class Terminal {
  readonly #pty: IPty;
  readonly #screen: EmulatedScreen;
  /** Code of the program, or 128 and the number of the signal that ended it. */
  readonly ended: Promise<number>;
  /** Everything that was written to the terminal, as it was written. */
  written = '';
  /** Called with each piece of output as it comes, before it is on the emulated screen. */
  onOutput: (text: string) => void = () => {};
  #changed: () => void = () => {};
  #over = false;

  private constructor(
    file: string,
    args: readonly string[],
    { columns = 80, rows = 24, env }: TerminalOptions,
  ) {
    this.#screen = new EmulatedScreen(columns, rows);
    if (pty === null) throw new Error(`${cannotOpenTerminal}`);
    this.#pty = pty.spawn(file, [...args], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      // Nobody's settings: no locale, no colours, no time zone of the machine that runs the test.
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        LC_ALL: 'C.UTF-8',
        TZ: 'UTC',
        PS1: 'ready> ',
        ...env,
      },
    });
    this.#screen.onAnswer((text) => this.#pty.write(text));
    this.#pty.onData((text) => {
      this.written += text;
      this.onOutput(text);
      this.#screen.write(text, () => this.#changed());
    });
    this.ended = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#over = true;
        this.#changed();
        resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal);
      });
    });
  }

  /** `dind-sniff` itself, as built. */
  static program(args: readonly string[], options: TerminalOptions = {}): Terminal {
    return new Terminal(process.execPath, ['bin/dind-sniff.js', ...args], options);
  }

  /** A script for Node. */
  static script(text: string): Terminal {
    return new Terminal(process.execPath, ['-e', text], {});
  }

  /** A shell to type into. */
  static async shell(options: TerminalOptions = {}): Promise<Terminal> {
    const terminal = new Terminal('sh', [], options);
    await terminal.shows('ready>');
    return terminal;
  }

  get pid(): number {
    return this.#pty.pid;
  }

  press(...keys: readonly string[]): void {
    for (const key of keys) this.#pty.write(bytesOfKey(key));
  }

  /**
   * Presses keys of dind-sniff one after another, each when the one before it has done its work: a redraw that
   * is asked for behind it has come. A prompt takes that key as text, so there it is waited a little.
   */
  async pressed(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const before = this.text();
      this.press(key);
      const from = this.written.length;
      if (PROMPT.test(this.text())) await this.quiet(PAUSE_MS);
      else {
        // Right behind an escape it would be taken for one key with it.
        if (key === 'esc') await this.becomes(() => this.text() !== before, ESC_MS);
        this.press('ctrl-l');
        await this.becomes(() => this.written.includes(CLEAR, from) || PROMPT.test(this.text()));
        await this.becomes(() => !WAITING.test(this.text()));
      }
    }
  }

  /** Types a line and Enter. */
  type(line: string): void {
    this.#pty.write(`${line}\r`);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** What a person sees, without the blanks at the ends of lines. */
  text(): string {
    return this.#screen.text();
  }

  cells(): readonly (readonly ScreenCell[])[] {
    return this.#screen.cells();
  }

  /** What stands in reverse video, line by line: where the cursor is, the tab that is open, what was found. */
  inverse(): readonly string[] {
    return this.cells().flatMap((cells) => {
      const text = cells.map((cell) => (cell.inverse ? cell.text : '\n')).join('');
      return text.split(/\n+/).filter((part) => part !== '');
    });
  }

  /** Whether the terminal is in the modes that it began with: its own screen, the cursor, wrapping, no mouse. */
  get isAsItWas(): boolean {
    return this.#screen.switched.size === 0;
  }

  /** Whether clicks and the wheel come to the program (DECSET 1000), and do not select text. */
  get givesMouse(): boolean {
    return this.#screen.switched.has(1000);
  }

  /** A click, or a turn of the wheel, as SGR mouse mode tells it; columns and rows from 1. */
  mouse(what: 'click' | 'wheel-up' | 'wheel-down', column: number, row: number): void {
    const button = { click: 0, 'wheel-up': 64, 'wheel-down': 65 }[what];
    this.#pty.write(`\x1b[<${button};${column};${row}M`);
    if (what === 'click') this.#pty.write(`\x1b[<${button};${column};${row}m`);
  }

  /** Waits until the screen shows it, and gives the screen; fails with what was there instead. */
  async shows(expected: Expected): Promise<string> {
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      const screen = this.text();
      if (!this.#isDrawing && holds(expected, screen)) return screen;
      if (Date.now() > limit || this.#over)
        throw new Error(`${String(expected)} did not appear on\n${screen}`);
      await this.#change(limit - Date.now());
    }
  }

  /** Waits until it holds, but not for long; says whether it does. */
  async becomes(holds: () => boolean, patience = SOON_MS): Promise<boolean> {
    const limit = Date.now() + patience;
    while ((this.#isDrawing || !holds()) && Date.now() < limit && !this.#over)
      await this.#change(limit - Date.now());
    return holds();
  }

  /** Waits until nothing was written for so many milliseconds. */
  async quiet(ms: number): Promise<string> {
    while (await this.#change(ms));
    return this.text();
  }

  /** Ends the program if it still runs. */
  async close(): Promise<void> {
    if (!this.#over) this.#pty.kill('SIGKILL');
    await this.ended;
  }

  /** A frame has come in part (synchronized output, DECSET 2026). */
  get #isDrawing(): boolean {
    return this.#screen.switched.has(2026);
  }

  /** Whether the screen changed before the time was over. */
  #change(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#changed = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}

function holds(expected: Expected, screen: string): boolean {
  if (typeof expected === 'function') return expected(screen);
  return typeof expected === 'string' ? screen.includes(expected) : expected.test(screen);
}
