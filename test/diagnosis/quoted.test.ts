import { expect, test } from 'vitest';
import { quoted, someOf, times } from '../../src/diagnosis/quoted.ts';

test.each([
  ['a\nb\x1b[2J', 'a\\nb\\x1b[2J'],
  ['Get "https://bob:hunter2@r.test/v2/": x', 'Get "https://••••@r.test/v2/": x'],
  ['x'.repeat(400), `${'x'.repeat(300)}...`],
])('%j', (text, expected) => {
  expect(quoted(text)).toBe(expected);
});

test('names and numbers in words', () => {
  expect([someOf([]), someOf(['a']), someOf(['a', 'b', 'c']), someOf(['a', 'b', 'c', 'd'], 2)]).toEqual([
    '',
    'a',
    'a, b and c',
    'a, b and 2 more',
  ]);
  expect([1, 2, 3].map(times)).toEqual(['once', 'twice', '3 times']);
});
