import { expect, test } from 'vitest';
import {
  FIRST_SCREENS,
  type Screen,
  withLast,
  withoutLast,
  withScreen,
} from '../../../src/views/tui/screens.ts';

const detail = (id: number): Screen => ({ kind: 'detail', id, command: false, tab: 'overview' });
const report = (name: 'builds' | 'files'): Screen => ({ kind: 'report', name });

test('what is opened lies above, and reports take each other’s place', () => {
  const stack = [report('builds'), report('files'), detail(1), detail(2)].reduce(withScreen, FIRST_SCREENS);
  expect(stack).toEqual([{ kind: 'list' }, report('files'), detail(1), detail(2)]);
  expect(withLast(stack, detail(3)).at(-1)).toEqual(detail(3));
  expect(withScreen(stack, { kind: 'list' })).toEqual(FIRST_SCREENS);
});

test('the list is never left, and the stack does not grow on', () => {
  expect(withoutLast(FIRST_SCREENS)).toEqual(FIRST_SCREENS);
  let stack = FIRST_SCREENS;
  for (let id = 0; id < 100; id += 1) stack = withScreen(stack, detail(id));
  expect(stack.length).toBeLessThanOrEqual(30);
  expect([stack[0], stack.at(-1)]).toEqual([{ kind: 'list' }, detail(99)]);
});
