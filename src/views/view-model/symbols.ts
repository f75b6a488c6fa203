import { asciiMarks, type Marks, unicodeMarks } from './marks.ts';

/** The signs of a full screen: those of a line, and what is drawn with. One column each but `enter` and `mask`. */
export interface Symbols extends Marks {
  /** Runs down beside lines that belong to the row above. */
  readonly guide: string;
  readonly enter: string;
  /** Stands for a secret. */
  readonly mask: string;
  /** Left to right filling of one column, from nothing to whole. */
  readonly blocks: readonly string[];
}

export const unicodeSymbols: Symbols = {
  ...unicodeMarks,
  guide: '│',
  enter: '↵',
  mask: '••••',
  blocks: [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
};

export const asciiSymbols: Symbols = {
  ...asciiMarks,
  guide: '|',
  enter: 'enter',
  mask: '****',
  blocks: [' ', '#'],
};
