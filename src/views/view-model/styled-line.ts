import { cutText, textWidth } from './fit-text.ts';

/**
 * A line of a screen as text with the meaning of its parts. Which colour a meaning has is the theme's
 * business; what a meaning says is also said by a word or a sign, so that no colour carries it alone.
 */
export type StyledLine = readonly Span[];

export interface Span {
  readonly text: string;
  readonly style: StyleName;
}

export type StyleName =
  | 'plain'
  /** Context: there when looked for, quiet otherwise. */
  | 'dim'
  /** What is named: a tag, a file, a step. */
  | 'strong'
  | 'heading'
  | 'status.ok'
  | 'status.error'
  | 'status.warning'
  | 'status.open'
  | 'bar'
  | 'key'
  /** Where a text was found that was looked for. */
  | 'match'
  /** What the user wrote and nobody understands. */
  | 'wrong'
  | 'json.name'
  | 'json.text'
  | 'json.number'
  | 'stream.in'
  | 'stream.error'
  | 'tab.current'
  | 'selected';

export const EMPTY_LINE: StyledLine = [];

export function span(text: string, style: StyleName = 'plain'): Span {
  return { text, style };
}

export function line(...parts: readonly (Span | string)[]): StyledLine {
  return parts.map((part) => (typeof part === 'string' ? span(part) : part));
}

export function lineText(styled: StyledLine): string {
  return styled.map((part) => part.text).join('');
}

/** Terminal columns. */
export function lineWidth(styled: StyledLine): number {
  return styled.reduce((sum, part) => sum + textWidth(part.text), 0);
}

/** At most `width` columns; what is cut off is marked with `ellipsis`. */
export function fitLine(styled: StyledLine, width: number, ellipsis: string): StyledLine {
  if (lineWidth(styled) <= width) return styled;
  const kept: Span[] = [];
  let left = width;
  for (const part of styled) {
    const partWidth = textWidth(part.text);
    if (partWidth < left) {
      kept.push(part);
      left -= partWidth;
      continue;
    }
    // A part that ends exactly at the edge is cut too: more follows, and that has to be seen.
    const text = cutText(`${part.text}${ellipsis}${ellipsis}`, left, ellipsis);
    kept.push({ ...part, text });
    break;
  }
  return kept;
}

/** Left and right part on one line of `width` columns; the left part yields. */
export function spreadLine(left: StyledLine, right: StyledLine, width: number, ellipsis: string): StyledLine {
  const rightWidth = lineWidth(right);
  if (rightWidth === 0 || rightWidth + MIN_LEFT > width) return fitLine(left, width, ellipsis);
  const fitted = fitLine(left, width - rightWidth - 2, ellipsis);
  return [...fitted, span(' '.repeat(width - rightWidth - lineWidth(fitted))), ...right];
}

/** Columns that a left part keeps before a right part is left out. */
const MIN_LEFT = 20;

/** Breaks at `width` columns, later lines indented. Breaks at spaces where there are any. */
export function wrapLine(styled: StyledLine, width: number, indent: number): readonly StyledLine[] {
  if (lineWidth(styled) <= width) return [styled];
  const lines: Span[][] = [[]];
  let used = 0;
  const room = Math.max(8, width - indent);
  const breakLine = () => {
    // The blank that a line is broken at would be one column too many.
    const last = lines.at(-1)!.pop();
    if (last !== undefined) lines.at(-1)!.push({ ...last, text: last.text.trimEnd() });
    lines.push([span(' '.repeat(indent))]);
    used = indent;
  };
  for (const part of styled) {
    for (const word of part.text.split(/(?<= )/)) {
      let rest = word;
      if (used > indent && used + textWidth(rest.trimEnd()) > width) breakLine();
      while (used + textWidth(rest.trimEnd()) > width) {
        const head = cutText(rest, used === 0 ? width : room, '');
        if (head === '') break;
        lines.at(-1)!.push({ ...part, text: head });
        rest = rest.slice(head.length);
        breakLine();
      }
      lines.at(-1)!.push({ ...part, text: rest });
      used += textWidth(rest);
    }
  }
  return lines;
}
