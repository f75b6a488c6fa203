import { expect, it } from 'vitest';
import { showsColor, showsUtf8 } from '../../../../src/views/tui/terminal/terminal-abilities.ts';

it.each([
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, true],
  [{ LC_ALL: '', LANG: 'C.UTF-8' }, true],
  [{}, false],
])('UTF-8 with %j: %s', (environment, expected) => {
  expect(showsUtf8(environment)).toBe(expected);
});

it.each([
  [{}, true],
  [{ NO_COLOR: '1' }, false],
  [{ NO_COLOR: '' }, true],
  [{ TERM: 'dumb' }, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true],
  [{ FORCE_COLOR: '0' }, false],
])('colour with %j: %s', (environment, expected) => {
  expect(showsColor(environment)).toBe(expected);
});
