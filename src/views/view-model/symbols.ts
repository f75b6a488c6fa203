import { asciiMarks, type Marks, unicodeMarks } from './marks.ts';

/** The signs of a full screen: those of a line, and what is drawn with. One column each but `enter` and `mask`. */
export interface Symbols extends Marks {
  /** Runs down beside lines that belong to the row above. */
  readonly guide: string;
  /** Below this line there is more to say about it. */
  readonly below: string;
  /** Direction in which a list is sorted. */
  readonly up: string;
  readonly down: string;
  /** Beside what the user marked. */
  readonly marked: string;
  /** Where the next character goes. */
  readonly cursor: string;
  /** Heights of one column, from nothing to full. */
  readonly levels: readonly string[];
  readonly enter: string;
  /** Stands for a secret. */
  readonly mask: string;
  /** Left to right filling of one column, from nothing to whole. */
  readonly blocks: readonly string[];
}

export const unicodeSymbols: Symbols = {
  ...unicodeMarks,
  guide: '│',
  below: '╷',
  up: '▲',
  down: '▼',
  marked: '◆',
  cursor: '▏',
  levels: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  enter: '↵',
  mask: '••••',
  blocks: [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
};

export const asciiSymbols: Symbols = {
  ...asciiMarks,
  guide: '|',
  below: ' ',
  up: '^',
  down: 'v',
  marked: '#',
  cursor: '_',
  levels: [' ', '.', ':', '|'],
  enter: 'enter',
  mask: '****',
  blocks: [' ', '#'],
};
