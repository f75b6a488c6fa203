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

  /** Whether the terminal is in the modes that it began with: its own screen, the cursor, wrapping, no mouse. */
  get isAsItWas(): boolean {
    return this.#screen.switched.size === 0;
  }

  /** Waits until the screen shows it, and gives the screen; fails with what was there instead. */
  async shows(expected: Expected): Promise<string> {
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      const screen = this.text();
      if (holds(expected, screen)) return screen;
      if (Date.now() > limit || this.#over)
        throw new Error(`${String(expected)} did not appear on\n${screen}`);
      await this.#change(limit - Date.now());
    }
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
