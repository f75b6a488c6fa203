import { textWidth } from '../../view-model/fit-text.ts';

/** Neither Latin nor punctuation, signs, drawing, Chinese, Japanese or Korean: those are counted alike everywhere. */
const MAY_DIFFER = /[^\x00-\u02ff\u2000-\u20cf\u2100-\u2bff\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]/u;

/** Select Graphic Rendition, which takes no column. */
const STYLE = /(\x1b\[[0-9;]*m)/;

const graphemes = new Intl.Segmenter();

/**
 * Says behind each emoji, and each character of several code points, in which column the next one stands (ECMA-48, CHA). Some
 * terminals give an emoji with a skin tone two columns, some four; `❤` with U+FE0F one or two. What follows is
 * then where it belongs in all of them.
 */
export function pinColumns(painted: string): string {
  if (!MAY_DIFFER.test(painted)) return painted;
  let column = 0;
  let out = '';
  for (const piece of painted.split(STYLE)) {
    if (piece.startsWith('\x1b')) {
      out += piece;
      continue;
    }
    for (const { segment } of graphemes.segment(piece)) {
      const width = textWidth(segment);
      column += width;
      out += segment;
      if (segment.length > 1 && (isNew(segment) || width !== widthApart(segment)))
        out += `\x1b[${column + 1}G`;
    }
  }
  return out;
}

/** An emoji: terminals with the tables of an older Unicode have it as one column wide. */
function isNew(segment: string): boolean {
  return (segment.codePointAt(0) ?? 0) >= 0x1_f000;
}

/** As a terminal counts that looks at one code point at a time. */
function widthApart(segment: string): number {
  return Array.from(segment).reduce((sum, character) => sum + textWidth(character), 0);
}
