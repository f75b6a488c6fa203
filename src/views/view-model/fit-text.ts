import stringWidth from 'string-width';

/** Terminal columns that safe text takes: 2 for wide characters, 0 for combining marks. */
export function textWidth(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text);
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

/**
 * Nothing but what takes one column each: ASCII, and what screens are drawn with. `string-width` takes all
 * else apart, which for a screen of rules and bars is a tenth of the time of a frame.
 */
const PLAIN =
  /^[\x20-\x7e\u2500-\u259f\u2013\u2026\u00b7\u2022\u2192\u21b5\u25b8\u25be\u25cb\u25cf\u2713\u2717]*$/;

function isPlain(text: string): boolean {
  return PLAIN.test(text);
}
