import { Terminal } from '../../test/e2e/terminal.ts';
import { timeOfKey } from './key-times.ts';

/** People press a key every so many milliseconds when they hold it; each wait is a little different. */
const PAUSE_MS = 40;

/** A list that is being watched: where its cursor is, by the words of its status line. */
export class WatchedList {
  readonly terminal: Terminal;
  #line = 1;

  private constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  /** A live capture with its list on the screen, which is empty yet. */
  static async capturing(args: readonly string[], columns: number, rows: number): Promise<WatchedList> {
    const terminal = Terminal.program(args, { columns, rows });
    await terminal.shows('Waiting for a Docker client');
    return new WatchedList(terminal);
  }

  /** Waits until there are so many lines, and goes to the first. */
  async filled(lines: number): Promise<void> {
    await this.terminal.shows((screen) => linesOf(screen) >= lines);
    await this.toTop();
  }

  async toTop(): Promise<void> {
    this.terminal.press('g');
    await this.terminal.shows(/\b1 of [\d,]+/);
    this.#line = 1;
  }

  /** Moves one line down, as many times, and gives how long each took to be seen. */
  async moves(count: number, goOn: () => boolean = () => true): Promise<readonly number[]> {
    const times: number[] = [];
    while (times.length < count && goOn()) {
      this.#line += 1;
      times.push(await timeOfKey(this.terminal, 'j', `${this.#line.toLocaleString('en')} of `));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));
    }
    return times;
  }

  /** Opens the chosen line and comes back, as many times. */
  async opens(count: number): Promise<readonly number[]> {
    const times: number[] = [];
    for (let turn = 0; turn < count; turn += 1) {
      times.push(await timeOfKey(this.terminal, 'enter', 'Overview'));
      await this.terminal.quiet(PAUSE_MS);
      times.push(await timeOfKey(this.terminal, 'q', ' of'));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return times;
  }

  async close(): Promise<void> {
    this.terminal.press('Q');
    await this.terminal.ended;
  }
}

function linesOf(screen: string): number {
  return Number(/\b[\d,]+ of ([\d,]+)/.exec(screen)?.[1]?.replaceAll(',', '') ?? 0);
}
