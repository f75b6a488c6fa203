/** Makes text bold, dim or coloured, or leaves it as it is: whether colour is wanted is not decided here. */
export type Paint = (text: string) => string;

export interface Palette {
  readonly named: Paint;
  readonly context: Paint;
  readonly failed: Paint;
  readonly warning: Paint;
  readonly done: Paint;
}

const plain: Paint = (text) => text;

export const plainPalette: Palette = {
  named: plain,
  context: plain,
  failed: plain,
  warning: plain,
  done: plain,
};

/** SGR attributes of ECMA-48; of colours only the basic ones, which a terminal's own theme defines. */
function sgr(on: number, off: number): Paint {
  return (text) => (text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`);
}

export const colorPalette: Palette = {
  named: sgr(1, 22),
  context: sgr(2, 22),
  failed: sgr(31, 39),
  warning: sgr(33, 39),
  done: sgr(32, 39),
};
