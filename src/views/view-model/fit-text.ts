import stringWidth from 'string-width';

/** Terminal columns that safe text takes: 2 for wide characters, 0 for combining marks. */
export function textWidth(text: string): number {
  return stringWidth(text);
}

/** Cuts text that is wider than `width` columns and says so with `ellipsis` (one column). */
export function cutText(text: string, width: number, ellipsis = '…'): string {
  if (text.length <= width && isPlain(text)) return text;
  if (textWidth(text) <= width) return text;
  if (width < 1) return '';
  let out = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const columns = textWidth(segment);
    if (used + columns > width - 1) break;
    out += segment;
    used += columns;
  }
  return out + ellipsis;
}

/** Cuts the start instead of the end, as is right for paths: the file's name is last. */
export function cutStart(text: string, width: number, ellipsis = '…'): string {
  if (textWidth(text) <= width) return text;
  let out = '';
  let used = 0;
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    const columns = textWidth(segment);
    if (used + columns > width - 1) break;
    out = segment + out;
    used += columns;
  }
  return width < 1 ? '' : ellipsis + out;
}

/** Fills up with spaces to `width` columns; longer text stays as it is. */
export function padText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + space : space + text;
}

const graphemes = new Intl.Segmenter();

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
