import { expect, test } from 'vitest';
import { NO_HISTORIES, readHistories } from '../../../src/views/tui/histories.ts';

test('what was written is read again', () => {
  const histories = { ...NO_HISTORIES, filter: ['is error', 'is build'] };
  expect(readHistories(JSON.stringify(histories))).toEqual(histories);
});

test.each(['{', 'null', '[]', '{"filter": 5, "find": [1, {}], "other": ["x"]}'])(
  '%s is no history',
  (text) => {
    expect(readHistories(text)).toEqual(NO_HISTORIES);
  },
);
