import { expect, test } from 'vitest';
import { FIRST_PANES, type PaneAction, paneReducer } from '../../../../src/views/tui/panes/pane-states.ts';

const after = (...actions: readonly PaneAction[]) => actions.reduce(paneReducer, FIRST_PANES);

test('each pane keeps its place and its folds', () => {
  const place = { top: 3, cursor: 5 };
  const states = after(
    { kind: 'moved', pane: '1 context', place },
    { kind: 'fold-toggled', pane: '1 context', key: 'src' },
    { kind: 'fold-toggled', pane: '1 context', key: 'lib' },
    { kind: 'fold-toggled', pane: '1 context', key: 'src' },
  );
  expect(states.places).toEqual({ '1 context': place });
  expect(states.toggled['1 context']).toEqual(new Set(['lib']));
  expect(states.toggled['2 context']).toBeUndefined();
});

test('order and form go round', () => {
  const orders = [1, 2, 3].map((times) => after(...Array(times).fill({ kind: 'order-changed' })).order);
  expect(orders).toEqual(['name', 'sent', 'size']);
  const forms = [1, 2, 3].map((times) => after(...Array(times).fill({ kind: 'form-changed' })).form);
  expect(forms).toEqual(['text', 'hex', 'pretty']);
});
