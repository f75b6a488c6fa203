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
  expect(lineText(wrong.line)).toMatch(/^ ✗ .*'=='/);
  expect(advice('status == 404').valid).toBe(true);
});
