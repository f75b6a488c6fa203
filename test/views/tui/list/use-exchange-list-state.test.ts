import { expect, it } from 'vitest';
import {
  type ExchangeListAction,
  type ExchangeListState,
  exchangeListReducer,
  LAST_LINE,
} from '../../../../src/views/tui/list/use-exchange-list-state.ts';

const state: ExchangeListState = { place: { top: 5, cursor: 7 }, anchor: 8, moved: false, follow: true };
const moved = { anchor: 8, moved: true, follow: false };

it.each<[ExchangeListAction, ExchangeListState]>([
  [
    { kind: 'moved', by: -1 },
    { ...moved, place: { top: 5, cursor: 6 } },
  ],
  [
    { kind: 'paged', by: 10 },
    { ...moved, place: { top: 15, cursor: 17 } },
  ],
  [
    { kind: 'jumped', to: 0 },
    { ...moved, place: { top: 5, cursor: 0 } },
  ],
  [
    { kind: 'jumped', to: LAST_LINE },
    { ...moved, place: { top: 5, cursor: LAST_LINE } },
  ],
  [
    { kind: 'settled', place: { top: 1, cursor: 2 }, anchor: 3 },
    { place: { top: 1, cursor: 2 }, anchor: 3, moved: false, follow: true },
  ],
  [{ kind: 'follow-toggled' }, { ...state, follow: false }],
])('%j', (action, expected) => {
  expect(exchangeListReducer(state, action)).toEqual(expected);
});
