import { stripVTControlCharacters } from 'node:util';
import { cutText } from '../../view-model/fit-text.ts';

/** What signs of a screen mean, in words: a screen reader says "check mark", or nothing. */
const WORDS: readonly (readonly [sign: RegExp, words: string])[] = [
  [/✓/g, 'ok'],
  [/✗/g, 'failed'],
  [/●/g, 'going on'],
  [/○/g, 'quiet'],
  [/▸/g, 'folded'],
  [/▾/g, 'unfolded'],
  [/→/g, 'to'],
  [/◆/g, 'marked'],
  [/▲/g, 'sorted up'],
  [/▼/g, 'sorted down'],
  [/↵/g, 'enter'],
];

/** Rules, guides and bars (Unicode, Box Drawing and Block Elements): to be seen only. */
const DRAWN = /[\u2500-\u259f]+/g;

/** In reverse video: the tab that is open, a text that was found. */
const INVERSE = /\x1b\[7m(.*?)\x1b\[27m/g;

/** A painted line as plain text, what is marked in it in brackets; empty where it was only drawn. */
export function readerLine(painted: string): string {
  const bracketed = painted.replace(INVERSE, (_, marked: string) => `[${marked.trim()}]`);
  let text = stripVTControlCharacters(bracketed).replace(DRAWN, ' ');
  for (const [sign, words] of WORDS) text = text.replace(sign, words);
  return text.replace(/ {2,}/g, '  ').trim();
}

export interface ReaderScreen {
  readonly lines: readonly string[];
  /** Index of the line under the cursor; null for none. */
  readonly chosen: number | null;
}

/** A frame as a screen reader should find it: the lines that say something, one below the other. */
export function readerScreen(
  frame: readonly string[],
  isChosen: (line: string) => boolean,
  width: number,
): ReaderScreen {
  const lines: string[] = [];
  let chosen: number | null = null;
  for (const painted of frame) {
    const isWhole = isChosen(painted);
    const text = readerLine(isWhole ? stripVTControlCharacters(painted) : painted);
    if (text === '') continue;
    if (isWhole) chosen = lines.length;
    // Words are longer than the signs in whose place they stand.
    lines.push(cutText(text, width));
  }
  return { lines, chosen };
}

/**
 * What to write behind an update: a screen reader says the line that the terminal's cursor comes to, and what is
 * written last. So the chosen line is written once more when another one was chosen, and the cursor stands there.
 */
export function readerCursor(previous: ReaderScreen | null, { lines, chosen }: ReaderScreen): string {
  if (chosen === null) return '';
  const place = `\x1b[${chosen + 1};1H`;
  const before = previous?.chosen == null ? null : previous.lines[previous.chosen];
  const again = before === lines[chosen] ? '' : `\x1b[2K${lines[chosen]}${place}`;
  return `${place}${again}\x1b[?25h`;
}
