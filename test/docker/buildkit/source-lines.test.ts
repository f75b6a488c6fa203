import { expect, test } from 'vitest';
import { sourceLines } from '../../../src/docker/buildkit/source-lines.ts';

const file = Buffer.from('FROM busybox\nRUN one \\\n  two\nRUN three\n');

test.each([
  ['one line', [2, 2], { first: 2, last: 2, text: 'RUN one \\' }],
  ['several ranges', [4, 4, 2, 3], { first: 2, last: 4, text: 'RUN one \\\n  two\nRUN three' }],
  ['lines that the file does not have', [90, 91], { first: 90, last: 91, text: null }],
])('%s', (_, lines, expected) => {
  expect(sourceLines('Dockerfile', file, lines)).toEqual({ file: 'Dockerfile', ...expected });
});

test.each([
  ['none', []],
  ['what is no line', [0, -1, Number.NaN]],
])('%s', (_, lines) => {
  expect(sourceLines('Dockerfile', file, lines)).toBeNull();
});

test('a range as long as a book is cut', () => {
  const found = sourceLines('Dockerfile', Buffer.from('x\n'.repeat(1000)), [1, 1000]);
  expect(found?.last).toBe(1000);
  expect(found?.text?.split('\n')).toHaveLength(50);
});
