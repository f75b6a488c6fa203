import { useReducer } from 'react';
import { clampPlace, type Place, START } from '../../view-model/viewport.ts';

export interface ExchangeListState {
  readonly place: Place;
  /** The cursor stays on the newest exchange. */
  readonly follow: boolean;
}

export type ExchangeListAction =
  | { readonly kind: 'moved'; readonly by: number }
  | { readonly kind: 'paged'; readonly by: number }
  | { readonly kind: 'jumped'; readonly to: 'first' | 'last' }
  | { readonly kind: 'follow-toggled' }
  /** The place that was drawn, after the bounds of list and screen were applied. */
  | { readonly kind: 'settled'; readonly place: Place };

export function exchangeListReducer(state: ExchangeListState, action: ExchangeListAction): ExchangeListState {
  const { top, cursor } = state.place;
  switch (action.kind) {
    case 'moved':
      return { place: { top, cursor: cursor + action.by }, follow: false };
    case 'paged':
      return { place: { top: top + action.by, cursor: cursor + action.by }, follow: false };
    case 'jumped': {
      const to = action.to === 'first' ? 0 : Number.MAX_SAFE_INTEGER;
      return { place: { top: to, cursor: to }, follow: false };
    }
    case 'follow-toggled':
      return { ...state, follow: !state.follow };
    case 'settled':
      return { ...state, place: action.place };
  }
}

interface ListSize {
  readonly count: number;
  readonly height: number;
  /** Lines that a row takes below itself while the cursor is on it. */
  readonly linesBelow: (index: number) => number;
}

/** Where the list stands, always within its bounds, and how to change it. */
export function useExchangeListState(
  { count, height, linesBelow }: ListSize,
  follow: boolean,
): readonly [ExchangeListState, (action: ExchangeListAction) => void] {
  const [state, dispatch] = useReducer(exchangeListReducer, { place: START, follow });
  const wanted = state.follow ? { ...state.place, cursor: count - 1 } : state.place;
  const { cursor } = clampPlace(wanted, count, height);
  const place = clampPlace({ ...wanted, cursor }, count, height - linesBelow(cursor));
  if (place.top !== state.place.top || place.cursor !== state.place.cursor) {
    dispatch({ kind: 'settled', place });
  }
  return [{ ...state, place }, dispatch];
}
