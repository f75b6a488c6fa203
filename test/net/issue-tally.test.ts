import { expect, test } from 'vitest';
import { IssueTally } from '../../src/net/issue-tally.ts';

test('each kind of issue is told once and counted', () => {
  const tally = new IssueTally();
  expect(tally.add('net/not-ip', 5)).toEqual([
    {
      kind: 'issue',
      code: 'net/not-ip',
      message: 'a packet that should be IP has another version number',
      at: 5,
    },
  ]);
  expect(tally.add('net/not-ip', 6)).toEqual([]);
  expect(tally.add('net/header-cut', 7)).toHaveLength(1);
  expect([...tally.counts]).toEqual([
    ['net/not-ip', 2],
    ['net/header-cut', 1],
  ]);
});
