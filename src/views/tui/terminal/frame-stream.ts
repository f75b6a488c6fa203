import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { frameUpdate } from './frame-update.ts';
import { NAME_COLUMNS, PaintedLines } from './painted-lines.ts';
import { type ReaderScreen, readerCursor, readerScreen } from './reader-lines.ts';

const FALLBACK_COLUMNS = 80;
const FALLBACK_ROWS = 24;

/** In columns and rows. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Between Ink and the terminal. Ink runs in its debug mode, where each write is one whole frame and
 * nothing else; this stream puts it on the screen, line by line and only what changed.
 *
 * Ink's own writer keeps one row free, and clears the screen together with the terminal's scrollback
 * whenever a frame is as high as the window, which happens on every resize to a smaller one.
 */
export class FrameStream extends Writable {
  readonly #terminal: WriteStream;
  readonly #forReader: boolean;
  #read: ReaderScreen | null = null;
  /** What the frames are made of. */
  readonly lines = new PaintedLines();
  #shown: readonly string[] | null = null;
  #latest: readonly string[] | null = null;
  #waiting = false;
  #paused = false;
  #scheduled: NodeJS.Immediate | undefined;

  /** `forReader`: as plain text, for a screen reader. */
  constructor(terminal: WriteStream, forReader = false) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
    this.#forReader = forReader;
    terminal.on('resize', this.#resized);
  }

  /** What Ink has to place are names. It makes an object of each column of each row, in each frame. */
  get columns(): number {
    return NAME_COLUMNS;
  }

  /** Of the terminal. */
  get size(): ScreenSize {
    return {
      width: this.#terminal.columns || FALLBACK_COLUMNS,
      height: this.#terminal.rows || FALLBACK_ROWS,
    };
  }

  /** Ink's types ask for a terminal; it uses `columns`, `resize` and `write` of it. */
  asTerminal(): WriteStream {
    return this as unknown as WriteStream;
  }

  /** While paused (the shell has the terminal), frames are kept and not shown. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.repaint();
  }

  repaint(): void {
    this.#shown = null;
    this.#present();
  }

  close(): void {
    this.#terminal.off('resize', this.#resized);
    this.#terminal.off('drain', this.#drained);
    this.#paused = true;
  }

  override _write(frame: string | Uint8Array, _encoding: string, done: () => void): void {
    this.#latest = this.lines.fill(frame.toString());
    // Frames of one turn of the event loop are steps on the way to the last of them.
    this.#scheduled ??= setImmediate(this.#present);
    done();
  }

  /** A terminal that is slower than the frames gets the newest one when it is ready again. */
  #present = (): void => {
    this.#scheduled = undefined;
    if (this.#waiting || this.#paused || this.#latest === null) return;
    const { height } = this.size;
    const update = this.#forReader
      ? this.#readerUpdate(this.#latest, height)
      : this.#update(this.#latest, height);
    if (update === '' || this.#terminal.write(update)) return;
    this.#waiting = true;
    this.#terminal.once('drain', this.#drained);
  };

  #update(latest: readonly string[], height: number): string {
    const lines = latest.slice(0, height);
    const update = frameUpdate(this.#shown, lines, height);
    this.#shown = lines;
    return update;
  }

  #readerUpdate(latest: readonly string[], height: number): string {
    const screen = readerScreen(latest, (line) => this.lines.isChosen(line), this.size.width);
    const previous = this.#shown === null ? null : this.#read;
    const update = this.#update(screen.lines, height);
    this.#read = screen;
    const moved = previous?.chosen !== screen.chosen;
    return update === '' && !moved ? '' : update + readerCursor(previous, screen);
  }

  #drained = (): void => {
    this.#waiting = false;
    this.#present();
  };

  #resized = (): void => {
    this.#shown = null;
    this.emit('resize');
  };
}
