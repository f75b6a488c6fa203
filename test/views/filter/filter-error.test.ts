import { expect, test } from 'vitest';
import { filterError, filterErrorText } from '../../../src/views/filter/filter-error.ts';

test('is one line with the place from 1', () => {
  const error = filterError({ start: 3, end: 5 }, 'no', { hint: 'do so' });
  expect(filterErrorText(error)).toBe('no at 4; do so');
  expect(filterErrorText(filterError({ start: 0, end: 0 }, 'no'))).toBe('no at 1');
});

test('is safe to print', () => {
  const error = filterError({ start: 0, end: 1 }, "unknown field '\u202e\x1b[2J'", { hint: '\n' });
  expect(filterErrorText(error)).toBe("unknown field '\\u202e\\x1b[2J' at 1; \\n");
});
