import type { Pane } from './pane.ts';
import { lineText, type Span, type StyledLine } from './styled-line.ts';

/** Lines of one pane that are looked through: a file of a MiB in hexadecimal has this many. */
const MAX_LINES = 70_000;

/** The next line that holds `text`, from the one behind `from` on and round the end; null where none does. */
export function findInPane(pane: Pane, text: string, from: number, by: 1 | -1): number | null {
  const wanted = text.toLowerCase();
  const count = Math.min(pane.count, MAX_LINES);
  if (wanted === '' || count === 0) return null;
  for (let step = 1; step <= count; step += 1) {
    const index = (((from + by * step) % count) + count) % count;
    if (lineText(pane.line(index)).toLowerCase().includes(wanted)) return index;
  }
  return null;
}

/** How many of the lines hold `text`. */
export function countInPane(pane: Pane, text: string): number {
  const wanted = text.toLowerCase();
  let found = 0;
  for (let index = 0; index < Math.min(pane.count, MAX_LINES); index += 1) {
    if (lineText(pane.line(index)).toLowerCase().includes(wanted)) found += 1;
  }
  return found;
}

/** The line with the places marked where `text` is. */
export function markFound(styled: StyledLine, text: string): StyledLine {
  const whole = lineText(styled).toLowerCase();
  const wanted = text.toLowerCase();
  if (wanted === '' || !whole.includes(wanted)) return styled;
  const marks: (readonly [start: number, end: number])[] = [];
  for (let at = whole.indexOf(wanted); at !== -1; at = whole.indexOf(wanted, at + wanted.length)) {
    marks.push([at, at + wanted.length]);
  }
  const parts: Span[] = [];
  let offset = 0;
  for (const part of styled) {
    let from = 0;
    for (const [start, end] of marks) {
      const begin = Math.max(from, start - offset);
      const stop = Math.min(part.text.length, end - offset);
      if (begin >= stop) continue;
      if (begin > from) parts.push({ ...part, text: part.text.slice(from, begin) });
      parts.push({ text: part.text.slice(begin, stop), style: 'match' });
      from = stop;
    }
    if (from < part.text.length) parts.push({ ...part, text: part.text.slice(from) });
    offset += part.text.length;
  }
  return parts;
}
