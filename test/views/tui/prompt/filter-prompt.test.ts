import { expect, test } from 'vitest';
import { filterAdvice } from '../../../../src/views/tui/prompt/filter-prompt.ts';
import { lineText } from '../../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../../src/views/view-model/symbols.ts';

const advice = (text: string) => filterAdvice(text, text.length, unicodeSymbols);

test('offers what may come next, with what it means where it is one thing', () => {
  expect(advice('').completions).toContain('status');
  const one = advice('regis');
  expect([one.completions, one.start, one.end]).toEqual([['registry'], 0, 5]);
  expect(lineText(one.line)).toMatch(/^ tab {2}registry {2}\w/);
});

test('says what is wrong and where', () => {
  const wrong = advice('status = 404');
  expect(wrong.valid).toBe(false);
  expect(wrong.wrong).toEqual({ start: 7, end: 8 });
  expect(lineText(wrong.verdict ?? [])).toMatch(/^ ✗ .*'=='.* at 8/);
  expect(advice('status == 404').valid).toBe(true);
});

test.each([
  ['', /^ A field with/],
  ['status == 404', /^ ✓ enter shows/],
  ['status ==', /^ ✗ .+ at 10/],
  ['status == ', /^ ✗ .+ at 11/],
  ['(op == build', /^ ✗ .+ at 13/],
  ['status == 404 and', /^ ✗ .+ at 18/],
  ['status in {', /^ ✗ .+ at 12/],
])('of %j there is always a word, beside what may come next', (text, words) => {
  const said = advice(text);
  expect(lineText(said.verdict ?? [])).toMatch(words);
  if (said.completions.length > 0) expect(lineText(said.line)).toMatch(/^ tab {2}/);
});
