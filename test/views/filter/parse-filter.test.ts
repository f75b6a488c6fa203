import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../../src/views/filter/parse-filter.ts';
import { plainFilter, printed, toPlain } from './random-filter.ts';

/** The filter as it was understood, with all its parentheses. */
function understood(text: string): string | null {
  const { node, error } = parseFilter(text);
  expect(error).toBeNull();
  return node === null ? null : printed(toPlain(node));
}

describe('what is meant', () => {
  test.each([
    ['and binds before or', 'a or b and c', '("a" or ("b" and "c"))'],
    ['on either side', 'a and b or c', '(("a" and "b") or "c")'],
    ['not binds before and', 'not a and b', '(not "a" and "b")'],
    ['not takes a whole comparison', 'not op == x', 'not op == "x"'],
    ['not, twice', 'not !a', 'not not "a"'],
    ['parentheses come first', '(a or b) and c', '(("a" or "b") and "c")'],
    ['needless parentheses', '((a))', '"a"'],
    ['a row of ors', 'a or b || c', '("a" or "b" or "c")'],
    ['symbols', '!a&&b||c', '((not "a" and "b") or "c")'],
    ['words in any case', 'A AND NOT b OR c', '(("A" and not "b") or "c")'],
    ['a field by itself', 'tag', 'tag'],
    ['an alias of a field', 'operation eq x', 'op == "x"'],
    ['a field in any case', 'OP == x', 'op == "x"'],
    ['a field in quotes is a text', '"tag"', '"tag"'],
    ['words for operators', 'up ge 1 and up lt 2', '(up >= "1" and up < "2")'],
    ['a pattern', 'path ~ ^/x$', 'path matches "^/x$"'],
    ['a set with commas', 'op in {a, b,c}', 'op in {"a", "b", "c"}'],
    ['a set with spaces', 'op in {a b}', 'op in {"a", "b"}'],
    ['not in', 'op not in {a}', 'not op in {"a"}'],
    ['is without an operator', 'is error', 'is == "error"'],
    ['not is', 'not is error', 'not is == "error"'],
    ['has with one', 'has != tag', 'has != "tag"'],
    ['a number is a text too', '404', '"404"'],
    ['no space', 'up>1MB', 'up > "1MB"'],
    ['a field as a value', 'op == tag', 'op == "tag"'],
  ])('%s', (_, text, meaning) => {
    expect(understood(text)).toBe(meaning);
  });

  test('nothing at all', () => {
    expect(understood(' ')).toBeNull();
  });
});

describe('what is wrong, and where', () => {
  const twoWords = 'write a text with spaces in quotes';
  test.each([
    ['stauts == 404', 0, 6, "unknown field 'stauts'", "did you mean 'status'?"],
    ['(frobnicate > 3)', 1, 11, "unknown field 'frobnicate'", null],
    ['web latest', 4, 10, "expected 'and' or 'or', not 'latest'", twoWords],
    ['op build', 3, 8, "expected an operator or 'and' or 'or', not 'build'", twoWords],
    ['op == "a" "b"', 10, 13, "expected 'and' or 'or', not a text", null],
    ['op ==', 5, 5, 'expected a text, not the end', null],
    ['up >', 4, 4, 'expected a size, not the end', null],
    ['a and', 5, 5, 'expected a field or a text, not the end', null],
    ['not', 3, 3, 'expected a field or a text, not the end', null],
    ['(a', 2, 2, "expected 'and' or 'or' or ')', not the end", null],
    ['a)', 1, 2, "expected 'and' or 'or', not ')'", null],
    ['()', 1, 2, "expected a field or a text, not ')'", null],
    ['op in a', 6, 7, "expected '{', not 'a'", null],
    ['op in {}', 7, 8, "expected a text, not '}'", null],
    ['op in {a', 8, 8, "expected '}' or a text, not the end", null],
    ['op in {a,}', 9, 10, "expected a text, not '}'", null],
    ['is', 2, 2, "expected an operator or a word after 'is', not the end", null],
    [
      'has and',
      4,
      7,
      "expected an operator or a word after 'has', not 'and'",
      "write it in quotes to mean the word 'and'",
    ],
    ['op == or', 6, 8, "expected a text, not 'or'", "write it in quotes to mean the word 'or'"],
    ['op = a', 3, 4, "'=' is written '=='", null],
    ['op == "a', 6, 8, 'a quote is not closed', null],
    ['(('.repeat(60), 101, 102, 'too many parentheses or negations', null],
    ['!'.repeat(5000), 101, 102, 'too many parentheses or negations', null],
  ])('%s', (text, start, end, message, hint) => {
    const { node, error } = parseFilter(text);
    expect(node).toBeNull();
    expect(error).toMatchObject({ kind: 'filter-error', start, end, message, hint });
  });
});

test('a printed filter is read as it was meant', () => {
  fc.assert(
    fc.property(plainFilter, (plain) => {
      const { node, error } = parseFilter(printed(plain));
      expect(error).toBeNull();
      expect(node === null ? null : toPlain(node)).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});

const piece = fc.constantFrom(
  ...['op', 'status', 'is', 'has', 'error', 'x', '==', '!=', '<', '~', 'contains', 'in', 'not', 'and', 'or'],
  ...['(', ')', '{', '}', ',', '"a b"', '"', '!', '&&', '404', '400..499', '=', 'r"'],
);

test('no text whatever throws, and an error lies inside the text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
  );
  fc.assert(
    fc.property(text, (filter) => {
      const { node, error } = parseFilter(filter);
      if (error === null) return;
      expect(node).toBeNull();
      expect(error.start).toBeGreaterThanOrEqual(0);
      expect(error.end).toBeGreaterThanOrEqual(error.start);
      expect(error.end).toBeLessThanOrEqual(filter.length);
    }),
    { numRuns: 500 },
  );
});
