import { expect, test } from 'vitest';
import { readMouse } from '../../../../src/views/tui/keys/mouse-events.ts';

const at = { column: 12, row: 3 };

// xterm control sequences, "Extended coordinates": ESC [ < button ; column ; row, M pressed and m let go.
test.each([
  ['a click, and letting go', '[<0;12;3M\x1b[<0;12;3m', [{ kind: 'click', ...at }]],
  ['a click with Shift', '[<4;12;3M', [{ kind: 'click', ...at }]],
  [
    'the wheel',
    '[<64;12;3M\x1b[<65;12;3M',
    [
      { kind: 'wheel-up', ...at },
      { kind: 'wheel-down', ...at },
    ],
  ],
  ['another button', '[<2;12;3M', []],
  ['an arrow key', '[A', null],
  ['a report that is cut', '[<0;12', null],
  ['a report and a letter', '[<0;12;3Mx', null],
  ['nothing', '', null],
])('%s', (_, input, expected) => {
  expect(readMouse(input)).toEqual(expected);
});
