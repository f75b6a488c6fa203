import { useReducer } from 'react';
import type { ExchangeList } from '../../view-model/exchange-list.ts';
import { clampPlace, type Place, START } from '../../view-model/viewport.ts';

export interface ExchangeListState {
  readonly place: Place;
  /** What the cursor is on, so that it stays there when lines come, go or are sorted. */
  readonly anchor: number | null;
  /** The user moved it since it was drawn. */
  readonly moved: boolean;
  /** The cursor stays on the newest exchange. */
  readonly follow: boolean;
}

export type ExchangeListAction =
  | { readonly kind: 'moved'; readonly by: number }
  | { readonly kind: 'paged'; readonly by: number }
  | { readonly kind: 'jumped'; readonly to: number }
  | { readonly kind: 'follow-toggled' }
  /** The place that was drawn, after the bounds of list and screen were applied. */
  | { readonly kind: 'settled'; readonly place: Place; readonly anchor: number | null };

export const LAST_LINE = Number.MAX_SAFE_INTEGER;

export function exchangeListReducer(state: ExchangeListState, action: ExchangeListAction): ExchangeListState {
  const { top, cursor } = state.place;
  const moved = { ...state, moved: true, follow: false };
  switch (action.kind) {
    case 'moved':
      return { ...moved, place: { top, cursor: cursor + action.by } };
    case 'paged':
      return { ...moved, place: { top: top + action.by, cursor: cursor + action.by } };
    case 'jumped':
      return { ...moved, place: { top, cursor: action.to } };
    case 'follow-toggled':
      return { ...state, follow: !state.follow };
    case 'settled':
      return { ...state, place: action.place, anchor: action.anchor, moved: false };
  }
}

interface ListSize {
  readonly list: ExchangeList;
  readonly height: number;
  /** Lines that a row takes below itself while the cursor is on it. */
  readonly linesBelow: (index: number) => number;
}

/** Where the list stands, always within its bounds, and how to change it. */
export function useExchangeListState(
  { list, height, linesBelow }: ListSize,
  follow: boolean,
): readonly [ExchangeListState, (action: ExchangeListAction) => void] {
  const first = { place: START, anchor: null, moved: false, follow };
  const [state, dispatch] = useReducer(exchangeListReducer, first);
  const count = list.length;
  const wanted = state.follow ? { ...state.place, cursor: count - 1 } : anchored(state, list);
  const { cursor } = clampPlace(wanted, count, height);
  const place = clampPlace({ ...wanted, cursor }, count, Math.max(1, height - linesBelow(cursor)));
  const anchor = list.anchorAt(place.cursor);
  const isSettled =
    place.top === state.place.top && place.cursor === state.place.cursor && anchor === state.anchor;
  if (!isSettled || state.moved) dispatch({ kind: 'settled', place, anchor });
  return [{ ...state, place, anchor }, dispatch];
}

/** The window moves along with what the cursor is on. */
function anchored({ place, anchor, moved }: ExchangeListState, list: ExchangeList): Place {
  if (moved || anchor === null || list.anchorAt(place.cursor) === anchor) return place;
  const now = list.placeOf(anchor);
  return now === null ? place : { top: place.top + now - place.cursor, cursor: now };
}
