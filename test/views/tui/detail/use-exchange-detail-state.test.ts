import { expect, it } from 'vitest';
import {
  type ExchangeDetailState,
  exchangeDetailReducer,
} from '../../../../src/views/tui/detail/use-exchange-detail-state.ts';

const state: ExchangeDetailState = {
  tab: 'steps',
  places: { steps: { top: 1, cursor: 2 } },
  toggled: new Set(['src']),
  order: 'size',
};

it('opens the next exchange on the same tab, at its start', () => {
  expect(exchangeDetailReducer(state, { kind: 'opened' })).toEqual({
    tab: 'steps',
    places: {},
    toggled: new Set(),
    order: 'size',
  });
});

it('keeps the place of each tab', () => {
  const moved = exchangeDetailReducer(state, { kind: 'moved', tab: 'context', place: { top: 3, cursor: 4 } });
  expect(moved.places).toEqual({ steps: { top: 1, cursor: 2 }, context: { top: 3, cursor: 4 } });
});

it('folds, unfolds, and goes through the orders', () => {
  const folded = exchangeDetailReducer(state, { kind: 'fold-toggled', path: 'lib' });
  expect(folded.toggled).toEqual(new Set(['src', 'lib']));
  expect(exchangeDetailReducer(folded, { kind: 'fold-toggled', path: 'src' }).toggled).toEqual(
    new Set(['lib']),
  );
  let at = state;
  const orders = [1, 2, 3].map(() => {
    at = exchangeDetailReducer(at, { kind: 'order-changed' });
    return at.order;
  });
  expect(orders).toEqual(['name', 'sent', 'size']);
});
