import { expect, it } from 'vitest';
import {
  type ExchangeListAction,
  exchangeListReducer,
} from '../../../../src/views/tui/list/use-exchange-list-state.ts';

const state = { place: { top: 5, cursor: 7 }, follow: true };
const LAST = Number.MAX_SAFE_INTEGER;

it.each<[ExchangeListAction, { top: number; cursor: number }, boolean]>([
  [{ kind: 'moved', by: -1 }, { top: 5, cursor: 6 }, false],
  [{ kind: 'paged', by: 10 }, { top: 15, cursor: 17 }, false],
  [{ kind: 'jumped', to: 'first' }, { top: 0, cursor: 0 }, false],
  [{ kind: 'jumped', to: 'last' }, { top: LAST, cursor: LAST }, false],
  [{ kind: 'settled', place: { top: 1, cursor: 2 } }, { top: 1, cursor: 2 }, true],
  [{ kind: 'follow-toggled' }, { top: 5, cursor: 7 }, false],
])('%j', (action, place, follow) => {
  expect(exchangeListReducer(state, action)).toEqual({ place, follow });
});
