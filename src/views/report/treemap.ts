import type { Area } from './area-tree.ts';

/** Where an area is drawn, in the units of the whole map. */
export interface Tile {
  readonly area: Area;
  readonly depth: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its children are drawn inside, beneath a line with its name where there is room for one. */
  readonly opened: boolean;
  readonly titled: boolean;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A directory's name above its children, and the smallest tile that has room for both. */
export const TITLE_HEIGHT = 18;
const LEAST_TITLED = { width: 36, height: 40 };
const LEAST_OPENED = { width: 24, height: 16 };
const MARGIN = 2;

/**
 * Lays the areas out as a squarified treemap (Bruls, Huizing, van Wijk 2000): largest first, in rows along the
 * shorter side, each as long as its tiles get squarer by it. A tile's size is in proportion to its bytes,
 * but for the margins and names of directories.
 */
export function treemap(root: Area, width: number, height: number): readonly Tile[] {
  const tiles: Tile[] = [];
  fill(root.children, { x: 0, y: 0, width, height }, 1, tiles);
  return tiles;
}

function fill(areas: readonly Area[], inside: Rectangle, depth: number, tiles: Tile[]): void {
  const drawn = areas.filter(({ bytes }) => bytes > 0).sort((one, other) => other.bytes - one.bytes);
  const places = squarified(
    drawn.map(({ bytes }) => bytes),
    inside,
  );
  for (const [index, area] of drawn.entries()) {
    const place = places[index] as Rectangle;
    const opened = area.children.length > 0 && hasRoom(place, LEAST_OPENED);
    const titled = opened && hasRoom(place, LEAST_TITLED);
    tiles.push({ area, depth, ...place, opened, titled });
    if (!opened) continue;
    const top = titled ? TITLE_HEIGHT : MARGIN;
    const within = {
      x: place.x + MARGIN,
      y: place.y + top,
      width: place.width - 2 * MARGIN,
      height: place.height - top - MARGIN,
    };
    fill(area.children, within, depth + 1, tiles);
  }
}

function hasRoom({ width, height }: Rectangle, least: { width: number; height: number }): boolean {
  return width >= least.width && height >= least.height;
}

/** Rectangles of these sizes, in the given order, that fill the whole one. Sizes are positive, largest first. */
export function squarified(sizes: readonly number[], whole: Rectangle): readonly Rectangle[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const scale = (whole.width * whole.height) / total;
  const places: Rectangle[] = [];
  let free = whole;
  for (let first = 0; first < sizes.length; ) {
    const side = Math.min(free.width, free.height);
    let last = first;
    let area = (sizes[first] as number) * scale;
    const largest = area;
    let worst = worstRatio(largest, largest, area, side);
    while (last + 1 < sizes.length) {
      const next = (sizes[last + 1] as number) * scale;
      const ratio = worstRatio(largest, next, area + next, side);
      if (ratio > worst) break;
      worst = ratio;
      area += next;
      last += 1;
    }
    const row = sizes.slice(first, last + 1).map((size) => size * scale);
    free = placeRow(row, area, free, places);
    first = last + 1;
  }
  return places;
}

/** Of a row of tiles along a side, how long the longest is for its breadth. */
function worstRatio(largest: number, smallest: number, area: number, side: number): number {
  const breadth = area / side;
  return Math.max(breadth ** 2 / smallest, largest / breadth ** 2);
}

/** Fills one row along the shorter side; what is left free comes back. */
function placeRow(
  row: readonly number[],
  area: number,
  { x, y, width, height }: Rectangle,
  places: Rectangle[],
): Rectangle {
  const upright = width >= height;
  const side = upright ? height : width;
  const breadth = side === 0 ? 0 : area / side;
  let along = 0;
  for (const size of row) {
    const length = breadth === 0 ? 0 : size / breadth;
    places.push(
      upright
        ? { x, y: y + along, width: breadth, height: length }
        : { x: x + along, y, width: length, height: breadth },
    );
    along += length;
  }
  return upright
    ? { x: x + breadth, y, width: Math.max(0, width - breadth), height }
    : { x, y: y + breadth, width, height: Math.max(0, height - breadth) };
}
