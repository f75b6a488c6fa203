import { expect, test } from 'vitest';
import { TextBudget } from '../../../src/docker/buildkit/text-budget.ts';

test('texts are cut at their longest, and where the budget ends', () => {
  const budget = new TextBudget(10);
  expect(budget.take('abcdef', 4)).toBe('abcd');
  expect(budget.take('abcdefghi', 100)).toBe('abcdef');
  expect(budget.take('a', 100)).toBe('');
});

test('lists and maps end at their number of items, or with the budget', () => {
  expect(new TextBudget(100).list(['a', 'bcd', 'e'], 2, 2)).toEqual(['a', 'bc']);
  expect(new TextBudget(2).list(['ab', 'c'], 10, 10)).toEqual(['ab']);
  const map = new Map([
    ['name', 'value'],
    ['other', 'x'],
  ]);
  expect(new TextBudget(100).map(map, 1, 4)).toEqual(new Map([['name', 'valu']]));
  expect(new TextBudget(9).map(map, 10, 10)).toEqual(new Map([['name', 'value']]));
});
