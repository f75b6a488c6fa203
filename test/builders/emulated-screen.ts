import xterm from '@xterm/headless';

/** One column of a screen; the second column of a wide character is no cell of its own. */
export interface ScreenCell {
  /** The character with all that combines with it. */
  readonly text: string;
  /** Columns that it takes, 1 or 2. */
  readonly width: number;
  /** Colour of the sixteen that a terminal's owner chooses; null for the terminal's own. */
  readonly color: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
}

/** Wrapping at the right edge, and the cursor. */
const ON_AT_FIRST: ReadonlySet<number> = new Set([7, 25]);

/** A terminal without a window: what is written to it can be looked at. */
export class EmulatedScreen {
  readonly #xterm: InstanceType<typeof xterm.Terminal>;

  /** Private modes (DECSET) that the program switched from what a terminal begins with. */
  readonly switched = new Set<number>();

  constructor(columns: number, rows: number) {
    this.#xterm = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    for (const [final, on] of [
      ['h', true],
      ['l', false],
    ] as const) {
      this.#xterm.parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
        for (const mode of modes.flat()) {
          if (on === ON_AT_FIRST.has(mode)) this.switched.delete(mode);
          else this.switched.add(mode);
        }
        return false;
      });
    }
  }

  get columns(): number {
    return this.#xterm.cols;
  }

  get rows(): number {
    return this.#xterm.rows;
  }

  /** `done` is called when the screen shows it. */
  write(text: string, done: () => void = () => {}): void {
    this.#xterm.write(text, done);
  }

  /** What the terminal itself answers to the program, such as its size or its colours. */
  onAnswer(take: (text: string) => void): void {
    this.#xterm.onData(take);
  }

  resize(columns: number, rows: number): void {
    this.#xterm.resize(columns, rows);
  }

  /** What a person sees, without the blanks at the ends of lines. */
  text(): string {
    return this.#lines()
      .map((line) => line.translateToString(true).trimEnd())
      .join('\n');
  }

  cells(): readonly (readonly ScreenCell[])[] {
    return this.#lines().map((line) => {
      const cells: ScreenCell[] = [];
      for (let column = 0; column < this.columns; column += 1) {
        const cell = line.getCell(column);
        if (cell === undefined || cell.getWidth() === 0) continue;
        cells.push({
          text: cell.getChars() || ' ',
          width: cell.getWidth(),
          color: cell.isFgPalette() ? cell.getFgColor() : null,
          bold: cell.isBold() !== 0,
          dim: cell.isDim() !== 0,
          inverse: cell.isInverse() !== 0,
          underline: cell.isUnderline() !== 0,
        });
      }
      return cells;
    });
  }

  get onAlternateScreen(): boolean {
    return this.#xterm.buffer.active.type === 'alternate';
  }

  #lines() {
    const { active } = this.#xterm.buffer;
    return Array.from({ length: this.rows }, (_, row) => active.getLine(active.baseY + row)).filter(
      (line) => line !== undefined,
    );
  }
}
