import type { ScreenCell } from '../../test/builders/emulated-screen.ts';

/** Size of a character cell and of its letters, in pixels. */
const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 18;
const FONT_SIZE = 14;
const MARGIN = 12;

const BACKGROUND = '#16181d';
const FOREGROUND = '#d5d8de';

/** The sixteen colours of a terminal whose owner likes it dark. */
const COLORS = [
  '#2b303b',
  '#ee6d75',
  '#8fc178',
  '#e5c07b',
  '#6cb0f2',
  '#c58fe0',
  '#5fc4cf',
  FOREGROUND,
  '#6f7683',
  '#ff8b92',
  '#a9db91',
  '#f3d592',
  '#8cc6ff',
  '#dcaef2',
  '#83dce6',
  '#ffffff',
];

/**
 * A terminal's screen as a picture that any browser shows. Each run of one look is a text of its own with its
 * length fixed, so that columns stay in line whatever font there is. Blank rows at the end are left off.
 */
export function screenSvg(screen: readonly (readonly ScreenCell[])[], title: string): string {
  const columns = Math.max(...screen.map((row) => row.reduce((sum, cell) => sum + cell.width, 0)));
  const width = Math.ceil(columns * CELL_WIDTH + 2 * MARGIN);
  const height = screen.length * CELL_HEIGHT + 2 * MARGIN;
  const rows = screen.map((row, index) => rowSvg(row, MARGIN + index * CELL_HEIGHT)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${toEntities(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="${FOREGROUND}">
${rows}</g>
</svg>
`;
}

/** What `screenSvg` drew, row by row, without the blanks at the ends. */
export function textOfSvg(svg: string): string {
  const rows = Array.from(svg.matchAll(/<g data-text="([^"]*)"/g), ([, text = '']) => fromEntities(text));
  return rows.join('\n');
}

function rowSvg(row: readonly ScreenCell[], top: number): string {
  const text = row
    .map((cell) => cell.text)
    .join('')
    .trimEnd();
  const parts = runs(row).map((run) => runSvg(run, top));
  return `<g data-text="${toEntities(text)}">${parts.join('')}</g>\n`;
}

interface Run {
  readonly look: ScreenCell;
  readonly column: number;
  readonly text: string;
  readonly width: number;
}

/** Neighbours that look the same; a wide character stands alone, since fonts disagree on its width. */
function runs(row: readonly ScreenCell[]): readonly Run[] {
  const found: Run[] = [];
  let column = 0;
  for (const cell of row) {
    const last = found.at(-1);
    if (
      last !== undefined &&
      cell.width === 1 &&
      last.width === last.text.length &&
      sameLook(last.look, cell)
    ) {
      found[found.length - 1] = { ...last, text: last.text + cell.text, width: last.width + 1 };
    } else found.push({ look: cell, column, text: cell.text, width: cell.width });
    column += cell.width;
  }
  return found;
}

function sameLook(one: ScreenCell, other: ScreenCell): boolean {
  return (
    one.color === other.color &&
    one.bold === other.bold &&
    one.dim === other.dim &&
    one.inverse === other.inverse &&
    one.underline === other.underline
  );
}

function runSvg({ look, column, text, width }: Run, top: number): string {
  const color = colorOf(look);
  const left = round(MARGIN + column * CELL_WIDTH);
  const length = round(width * CELL_WIDTH);
  const box = look.inverse
    ? `<rect x="${left}" y="${top}" width="${length}" height="${CELL_HEIGHT}" fill="${color}"/>`
    : '';
  return (
    box +
    pieces({ look, column, text, width })
      .map((piece) => pieceSvg(piece, top))
      .join('')
  );
}

/**
 * Parts of a run without blanks around them, and no more than one between two words: browsers make one of
 * several, and some of those that did not when they were asked to (`xml:space`) now do.
 */
function pieces(run: Run): readonly Run[] {
  const { text, width, column } = run;
  // A wide character stands alone.
  if (width !== text.length) return [run];
  return Array.from(text.matchAll(/\S+(?: \S+)*/g), (match) => ({
    ...run,
    text: match[0],
    column: column + match.index,
    width: match[0].length,
  }));
}

function pieceSvg({ look, column, text, width }: Run, top: number): string {
  const left = round(MARGIN + column * CELL_WIDTH);
  const length = round(width * CELL_WIDTH);
  const attributes = [
    `x="${left}" y="${top + 13}" textLength="${length}" lengthAdjust="spacingAndGlyphs"`,
    look.inverse ? ` fill="${BACKGROUND}"` : look.color === null ? '' : ` fill="${colorOf(look)}"`,
    look.bold ? ' font-weight="bold"' : '',
    look.dim ? ' opacity="0.6"' : '',
    look.underline ? ' text-decoration="underline"' : '',
  ];
  return `<text ${attributes.join('')}>${toEntities(text)}</text>`;
}

function colorOf({ color }: ScreenCell): string {
  return (color === null ? null : COLORS[color]) ?? FOREGROUND;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function toEntities(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

function fromEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (entity) => {
    return Object.keys(ENTITIES).find((character) => ENTITIES[character] === entity) ?? entity;
  });
}
