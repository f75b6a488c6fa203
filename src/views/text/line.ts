import { cutText, padText, textWidth } from '../view-model/fit-text.ts';
import type { Paint } from './palette.ts';
import type { TextOptions } from './text-options.ts';

/** One cell of a line: safe text, filled up to `width` columns. */
export interface Cell {
  readonly text: string;
  /** Columns; text that is wider pushes the rest of its line to the right. */
  readonly width?: number;
  readonly align?: 'left' | 'right';
  readonly paint?: Paint;
}

/** Two spaces keep columns apart. */
const SEPARATOR = '  ';

/** Joins cells to a line, cut to the terminal where there is one. Only the text of a cell is painted. */
export function joinCells(cells: readonly Cell[], options: TextOptions): string {
  let line = '';
  let used = 0;
  let space = '';
  for (const [index, { text, width = 0, align = 'left', paint }] of cells.entries()) {
    const room = options.width === null ? null : options.width - used - space.length;
    if (room !== null && room <= 0 && text !== '') break;
    const shown = room === null ? text : cutText(text, room, options.marks.ellipsis);
    const padded = padText(shown, room === null ? width : Math.min(width, room), align);
    const before = align === 'right' ? padded.slice(0, padded.length - shown.length) : '';
    const after = align === 'right' ? '' : padded.slice(shown.length);
    if (shown !== '') {
      line += space + before + (paint === undefined ? shown : paint(shown));
      used += space.length + before.length + textWidth(shown);
      space = '';
    } else {
      space += before;
    }
    space += after + (index === cells.length - 1 ? '' : SEPARATOR);
  }
  return line;
}

/** A line of one piece of text, indented; cut as all lines are. */
export function indented(text: string, indent: number, options: TextOptions, paint?: Paint): string {
  const { width, marks } = options;
  // A narrow terminal needs its columns for words.
  const space = width === null ? indent : Math.min(indent, Math.floor(width / 4));
  const shown = width === null ? text : cutText(text, width - space, marks.ellipsis);
  return shown === '' ? '' : ' '.repeat(space) + (paint === undefined ? shown : paint(shown));
}

/** A text as lines of at most the terminal's width, broken at spaces, all indented; a longer word is cut. */
export function wrapped(
  text: string,
  indent: number,
  options: TextOptions,
  paint?: Paint,
): readonly string[] {
  const room = options.width === null ? null : options.width - indent;
  if (room === null || textWidth(text) <= room) return [indented(text, indent, options, paint)];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indented(line, indent, options, paint));
}
