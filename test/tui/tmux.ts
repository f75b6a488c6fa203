import { execFileSync, spawnSync } from 'node:child_process';

/** Whether tmux is installed: the tests of a real terminal need it. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** How long a screen may take to show what is waited for. */
const PATIENCE_MS = 15_000;

/** A shell in a real terminal of a given size, to type into and to look at. */
export class Tmux {
  readonly #socket: string;

  constructor(name: string, columns: number, rows: number) {
    // A server of its own: nobody's settings, nobody's other sessions.
    this.#socket = `dind-sniff-test-${process.pid}-${name}`;
    const size = ['-x', String(columns), '-y', String(rows)];
    this.#run(['-f', '/dev/null', 'new-session', '-d', ...size, 'env PS1="ready> " LC_ALL=C.UTF-8 sh']);
  }

  keys(...keys: readonly string[]): void {
    this.#run(['send-keys', ...keys]);
  }

  /** Runs a command line in the shell. */
  type(command: string): void {
    this.#run(['send-keys', '-l', command]);
    this.keys('Enter');
  }

  screen(): string {
    return this.#run(['capture-pane', '-p']);
  }

  resize(columns: number, rows: number): void {
    this.#run(['resize-window', '-x', String(columns), '-y', String(rows)]);
  }

  get onAlternateScreen(): boolean {
    return this.#run(['display-message', '-p', '#{alternate_on}']).trim() === '1';
  }

  get cursorShown(): boolean {
    return this.#run(['display-message', '-p', '#{cursor_flag}']).trim() === '1';
  }

  /** Looks until the screen holds the words, and gives it; fails with what was there instead. */
  async shows(words: string | RegExp): Promise<string> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const screen = this.screen();
      if (typeof words === 'string' ? screen.includes(words) : words.test(screen)) return screen;
      if (Date.now() > until) throw new Error(`${words} did not appear on\n${screen}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  close(): void {
    this.#run(['kill-server']);
  }

  #run(args: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.#socket, ...args], { encoding: 'utf8' });
  }
}
