import { cutText, textWidth } from '../../view-model/fit-text.ts';
import { formatBytes, formatCount, formatQuantity } from '../../view-model/format-bytes.ts';
import type { Area } from '../area-tree.ts';
import { TITLE_HEIGHT, type Tile, treemap } from '../treemap.ts';
import { type Html, html } from './html.ts';
import { percent, round } from './pieces.ts';

/**
 * A treemap drawn for screens from a width on. It stretches to its column by percentages, so labels are
 * chosen for the narrowest screen and are whole on all wider ones.
 */
interface Sheet {
  readonly name: 'broad' | 'middle' | 'narrow';
  /** Pixels of the column on the narrowest screen, and on one where tiles look as they were laid out. */
  readonly least: number;
  readonly usual: number;
  readonly height: number;
}

const SHEETS: readonly Sheet[] = [
  { name: 'broad', least: 1050, usual: 1072, height: 360 },
  { name: 'middle', least: 700, usual: 850, height: 360 },
  { name: 'narrow', least: 280, usual: 340, height: 420 },
];

const LEAST_HEIGHT = 80;
const HEIGHT_OF_LEAF = 20;

/** Columns of the fixed-width font, in pixels; a little more than fonts take. */
const COLUMN = 7.4;
const PADDING = 5;
const LINE_HEIGHT = 15;
/** A name that is cut shorter says nothing. */
const LEAST_CUT = 7;

/** The context as areas in proportion to their bytes, for broad screens and for narrow ones. */
export function treemapSvg(area: Area): readonly Html[] {
  return area.bytes === 0 ? [] : SHEETS.map((sheet) => sheetSvg(area, sheet));
}

function sheetSvg(area: Area, whole: Sheet): Html {
  // A few files do not need the room of a thousand.
  const height = Math.min(whole.height, LEAST_HEIGHT + leaves(area) * HEIGHT_OF_LEAF);
  const sheet = { ...whole, height };
  const tiles = treemap(area, sheet.usual, sheet.height);
  const words = `${formatQuantity(area.files, 'file')}, ${formatBytes(area.bytes)}, as areas`;
  // Without the style sheet only the broad one is shown: `display` here is what CSS overrides.
  const hidden = sheet.name !== 'broad' && html` display="none"`;
  return html`<svg class="map ${sheet.name}" width="100%" height="${sheet.height}"${hidden} role="img" aria-label="${words}">\n${tiles.map((tile) => tileSvg(tile, sheet))}</svg>\n`;
}

function leaves({ children }: Area): number {
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leaves(child), 0);
}

function tileSvg(tile: Tile, sheet: Sheet): Html {
  const { area, x, y, width, height, opened } = tile;
  const left = `${round((x / sheet.usual) * 100)}%`;
  const box = html`x="${left}" y="${round(y)}" width="${round((width / sheet.usual) * 100)}%" height="${round(height)}"`;
  return html`<g><title>${titleOf(area)}</title><rect class="${look(area, opened)}" ${fill(area, opened)} stroke="currentColor" stroke-opacity="0.35" ${box}/>${labels(tile, sheet, left)}</g>\n`;
}

function look(area: Area, opened: boolean): string {
  const looks = ['tile'];
  if (opened) looks.push('opened');
  else if (area.kind === 'rest') looks.push('rest');
  if (area.warning !== null) looks.push('doubtful');
  if (area.sentBytes === 0) looks.push('unsent');
  return looks.join(' ');
}

function fill(area: Area, opened: boolean): Html {
  const colour = area.warning === null ? '#4f7cac' : '#c08a2b';
  return html`fill="${colour}" fill-opacity="${area.sentBytes === 0 ? 0 : opened ? 0.12 : 0.28}"`;
}

/** Every byte is here, for whoever points at it; the tests add them up. */
function titleOf({ path, name, bytes, sentBytes, files, share, kind, warning }: Area): string {
  const what = kind === 'rest' ? `${name} in ${path === '' ? 'the context' : path}` : path;
  const count = kind === 'file' ? '' : `, ${formatQuantity(files, 'file')}`;
  const sent = sentBytes === bytes ? '' : `, ${formatCount(sentBytes)} bytes of it sent`;
  return `${what}: ${formatCount(bytes)} bytes${count}, ${percent(share)}${sent}${warning === null ? '' : `; ${warning}`}`;
}

function labels(tile: Tile, sheet: Sheet, left: string): readonly Html[] {
  const { area, width, y, height, opened, titled } = tile;
  const columns = Math.floor(((width / sheet.usual) * sheet.least - 2 * PADDING) / COLUMN);
  const room = opened ? (titled ? TITLE_HEIGHT : 0) : height - 4;
  const name = `${area.warning === null ? '' : '! '}${area.name}`;
  if (room < LINE_HEIGHT || columns < Math.min(LEAST_CUT, textWidth(name))) return [];
  const size = formatBytes(area.bytes);
  const text = (content: string, line: number, strong = false): Html =>
    html`<text x="${left}" dx="${PADDING}" y="${round(y + 13 + line * LINE_HEIGHT)}" font-family="monospace" font-size="12" fill="currentColor"${strong && html` font-weight="bold"`}>${content}</text>`;
  if (opened) {
    const both = `${name}  ${size}`;
    return [text(textWidth(both) <= columns ? both : cutText(name, columns), 0, true)];
  }
  const first = text(cutText(name, columns), 0);
  const second = room >= 2 * LINE_HEIGHT && textWidth(size) <= columns;
  return second ? [first, text(size, 1)] : [first];
}
