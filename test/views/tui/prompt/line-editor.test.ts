import { describe, expect, test } from 'vitest';
import {
  type EditedLine,
  editLine,
  newLine,
  withLine,
} from '../../../../src/views/tui/prompt/line-editor.ts';

/** `|` is the cursor. */
const typed = (start: string, ...keys: readonly string[]): string => {
  const [before = '', after = ''] = start.split('|');
  const line: EditedLine = { ...newLine(before + after, ['old', 'older']), cursor: before.length };
  const { text, cursor } = keys.reduce(editLine, line);
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
};

describe('a line that is written', () => {
  test.each([
    ['characters go in at the cursor', 'a|c', ['b'], 'ab|c'],
    ['space', 'a|', ['space', 'b'], 'a b|'],
    ['arrows go over a whole character', '日😀|', ['left', 'left', 'right'], '日|😀'],
    ['backspace takes a whole character', 'a😀|', ['backspace'], 'a|'],
    ['and does nothing at the start', '|a', ['backspace', 'left'], '|a'],
    ['home and end', 'a|b', ['home', 'x', 'ctrl-e', 'y'], 'xaby|'],
    ['ctrl-u and ctrl-k', 'ab|cd', ['ctrl-u'], '|cd'],
    ['ctrl-k', 'ab|cd', ['ctrl-k'], 'ab|'],
    ['ctrl-w takes a word and the blanks behind it', 'is error |', ['ctrl-w'], 'is |'],
    ['ctrl-d takes what is under the cursor', 'a|bc', ['ctrl-d'], 'a|c'],
    ['history, and back to nothing', 'x|', ['up'], 'older|'],
    ['further up and no further', 'x|', ['up', 'up', 'up'], 'old|'],
    ['down again', 'x|', ['up', 'up', 'down', 'down'], '|'],
    ['keys that mean nothing here', 'x|', ['pageup', 'ctrl-z', 'shift-tab'], 'x|'],
  ])('%s', (_, start, keys, expected) => {
    expect(typed(start, ...keys)).toBe(expected);
  });
});

test('a line is remembered once, as the newest, and blank ones not at all', () => {
  expect(withLine(['a', 'b'], 'a')).toEqual(['b', 'a']);
  expect(withLine(['a'], '  ')).toEqual(['a']);
  const many = Array.from({ length: 150 }, (_, index) => `f${index}`);
  expect(withLine(many, 'new')).toHaveLength(100);
});
