import { expect, test } from 'vitest';
import { findInPane, markFound } from '../../../src/views/view-model/find-in-pane.ts';
import { linesPane } from '../../../src/views/view-model/pane.ts';
import { line, span } from '../../../src/views/view-model/styled-line.ts';

const pane = linesPane(['RUN one', 'COPY two', 'run three'].map((text) => line(text)));

test.each([
  ['forwards, whatever the case', 'run', 0, 1, 2],
  ['round the end', 'run', 2, 1, 0],
  ['backwards', 'copy', 0, -1, 1],
  ['the line itself where it is the only one', 'two', 1, 1, 1],
  ['nothing', 'four', 0, 1, null],
  ['nothing to look for', '', 0, 1, null],
] as const)('%s', (_, text, from, by, expected) => {
  expect(findInPane(pane, text, from, by)).toBe(expected);
  expect(findInPane(linesPane([]), text, 0, by)).toBeNull();
});

test('marks what was found, also across parts', () => {
  const styled = line('npm ', span('ci', 'strong'), ' npm');
  expect(markFound(styled, 'm c').map(({ text, style }) => [text, style])).toEqual([
    ['np', 'plain'],
    ['m ', 'match'],
    ['c', 'match'],
    ['i', 'strong'],
    [' npm', 'plain'],
  ]);
  expect(markFound(styled, 'yarn')).toBe(styled);
});
