import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/cli/context.ts';
import { textFor } from '../../src/cli/text-terminal.ts';
import { colorPalette } from '../../src/views/text/palette.ts';
import { asciiMarks, unicodeMarks } from '../../src/views/view-model/marks.ts';

function context(isTTY: boolean, env: Context['env']): Context {
  return { stdout: { isTTY, columns: 132 }, env } as unknown as Context;
}

describe('colour', () => {
  test.each([
    ['a terminal', true, {}, 'auto', true],
    ['a pipe', false, {}, 'auto', false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, 'auto', false],
    ['an empty NO_COLOR says nothing', true, { NO_COLOR: '' }, 'auto', true],
    ['a dumb terminal', true, { TERM: 'dumb' }, 'auto', false],
    ['FORCE_COLOR into a pipe', false, { FORCE_COLOR: '1' }, 'auto', true],
    ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, 'auto', false],
    ['asked for', false, { NO_COLOR: '1' }, 'always', true],
    ['asked not to', true, { FORCE_COLOR: '1' }, 'never', false],
  ] as const)('%s', (_name, terminal, env, when, color) => {
    expect(textFor(context(terminal, env), when).palette === colorPalette).toBe(color);
  });
});

test('a terminal has a width and shows what its locale says, a pipe takes everything', () => {
  expect(textFor(context(true, { LANG: 'C' }), 'auto')).toMatchObject({ width: 132, marks: asciiMarks });
  expect(textFor(context(true, { LANG: 'de_DE.UTF-8' }), 'auto')).toMatchObject({ marks: unicodeMarks });
  expect(textFor(context(false, { LANG: 'C' }), 'auto')).toMatchObject({ width: null, marks: unicodeMarks });
});
