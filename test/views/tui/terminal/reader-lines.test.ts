import { expect, it, test } from 'vitest';
import { readerCursor, readerLine, readerScreen } from '../../../../src/views/tui/terminal/reader-lines.ts';

test.each([
  [
    'signs are words',
    ' \x1b[31m✗\x1b[39m step 4/6   ✓ 200  ● open',
    'failed step 4/6  ok 200  going on open',
  ],
  ['rules and bars are nothing', ' ─────────── ', ''],
  [
    'what is between them stays',
    '│ 1.6 MB  ████▏  84 %  ▸ node_modules/',
    '1.6 MB  84 %  folded node_modules/',
  ],
  ['the open tab is in brackets', ' Overview \x1b[1m\x1b[7m Steps \x1b[27m\x1b[22m', 'Overview [Steps]'],
  ['words stay', 'build · web:latest – 名前', 'build · web:latest – 名前'],
])('%s', (_, painted, text) => {
  expect(readerLine(painted)).toBe(text);
});

const CHOSEN = '\x1b[7m two  words \x1b[27m';

it('leaves out lines that say nothing, and knows the chosen one', () => {
  expect(readerScreen(['one', '────', CHOSEN, ''], (line) => line === CHOSEN, 80)).toEqual({
    lines: ['one', 'two  words'],
    chosen: 1,
  });
  expect(readerScreen(['▸ a folder'], () => false, 8)).toEqual({ lines: ['folded …'], chosen: null });
});

it('says the chosen line when it is another one, and leaves the cursor there', () => {
  const first = { lines: ['a', 'b'], chosen: 0 };
  expect(readerCursor(null, first)).toBe('\x1b[1;1H\x1b[2Ka\x1b[1;1H\x1b[?25h');
  expect(readerCursor(first, { lines: ['a', 'b'], chosen: 1 })).toContain('\x1b[2Kb');
  expect(readerCursor(first, { lines: ['x', 'a'], chosen: 1 })).toBe('\x1b[2;1H\x1b[?25h');
  expect(readerCursor(first, { lines: ['a'], chosen: null })).toBe('');
});
