/**
 * Scrolling over `count` lines of which `height` fit: which line is first, and which one the cursor is on.
 * Every function takes any numbers and gives a valid place, so a list may shrink or a window be resized
 * between two key presses.
 */
export interface Place {
  readonly top: number;
  readonly cursor: number;
}

export const START: Place = { top: 0, cursor: 0 };

export function clampPlace(place: Place, count: number, height: number): Place {
  const cursor = clamp(place.cursor, 0, count - 1);
  const lastTop = Math.max(0, count - height);
  const top = clamp(clamp(place.top, cursor - height + 1, cursor), 0, lastTop);
  return top === place.top && cursor === place.cursor ? place : { top, cursor };
}

export function moveCursor(place: Place, by: number, count: number, height: number): Place {
  return clampPlace({ ...place, cursor: place.cursor + by }, count, height);
}

/** Moves the window and the cursor with it, as pagers do. */
export function movePage(place: Place, by: number, count: number, height: number): Place {
  return clampPlace({ top: place.top + by, cursor: place.cursor + by }, count, height);
}

/** For panes without a cursor: the cursor rides on the first line. */
export function scrollBy(place: Place, by: number, count: number, height: number): Place {
  const top = clamp(place.top + by, 0, Math.max(0, count - height));
  return { top, cursor: top };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(value, Math.max(low, high)), low);
}
