/** Signs and lines; colour never carries a meaning alone. Every one is a single column wide. */
export interface Marks {
  readonly ok: string;
  readonly failed: string;
  readonly warning: string;
  readonly open: string;
  readonly quiet: string;
  readonly arrow: string;
  /** The other way. */
  readonly arrowBack: string;
  readonly ellipsis: string;
  /** Nothing here: an unknown or empty cell. */
  readonly none: string;
  readonly folded: string;
  readonly unfolded: string;
  readonly between: string;
  readonly rule: string;
}

export const unicodeMarks: Marks = {
  ok: '✓',
  failed: '✗',
  warning: '!',
  open: '●',
  quiet: '○',
  arrow: '→',
  arrowBack: '←',
  ellipsis: '…',
  none: '–',
  folded: '▸',
  unfolded: '▾',
  between: '·',
  rule: '─',
};

export const asciiMarks: Marks = {
  ok: '+',
  failed: 'x',
  warning: '!',
  open: '*',
  quiet: 'o',
  arrow: '>',
  arrowBack: '<',
  ellipsis: '~',
  none: '-',
  folded: '+',
  unfolded: '-',
  between: '|',
  rule: '-',
};
