import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../../src/views/filter/tokens.ts';

function short(text: string): readonly string[] {
  return tokenize(text).map((token) => `${token.kind}:${token.text}`);
}

describe('tokens', () => {
  test.each([
    ['nothing', '', ['end:']],
    ['space', ' \t\n ', ['end:']],
    ['words', 'op build', ['word:op', 'word:build', 'end:']],
    ['no space about a symbol', 'op==build', ['word:op', 'symbol:==', 'word:build', 'end:']],
    ['the longer symbol', 'a<=b', ['word:a', 'symbol:<=', 'word:b', 'end:']],
    ['not equal and not', 'a!=!b', ['word:a', 'symbol:!=', 'symbol:!', 'word:b', 'end:']],
    ['an image reference', 'r.test:5000/team/web@sha256:a1', ['word:r.test:5000/team/web@sha256:a1', 'end:']],
    ['a pattern without quotes', '^/x/.*[a-z]+\\.js$', ['word:^/x/.*[a-z]+\\.js$', 'end:']],
    ['a set', '{a, b}', ['symbol:{', 'word:a', 'symbol:,', 'word:b', 'symbol:}', 'end:']],
    ['double quotes', '"a b"', ['string:a b', 'end:']],
    ['single quotes', "'a b'", ['string:a b', 'end:']],
    ['an escaped quote', '"a\\"b"', ['string:a"b', 'end:']],
    ['an escaped backslash', '"a\\\\b"', ['string:a\\b', 'end:']],
    ["a pattern's backslash", '"\\.env$"', ['string:\\.env$', 'end:']],
    ['a raw string', 'r"a\\\\b"', ['string:a\\\\b', 'end:']],
    ['a raw string ends with a backslash', 'r"a\\" b', ['string:a\\', 'word:b', 'end:']],
    ['a word that ends in r', 'for"a"', ['word:for', 'string:a', 'end:']],
    ['a line break in quotes', '"a\nb"', ['string:a\nb', 'end:']],
    ['an open quote', 'a "b', ['word:a', 'bad:a quote is not closed', 'end:']],
    ['a quote that only seems closed', '"b\\"', ['bad:a quote is not closed', 'end:']],
    ['one equals sign', 'a = b', ['word:a', "bad:'=' is written '=='", 'end:']],
    ['one ampersand', 'a & b', ['word:a', "bad:'&' is written '&&'", 'end:']],
    ['one bar', 'a | b', ['word:a', "bad:'|' is written '||'", 'end:']],
  ])('%s', (_, text, tokens) => {
    expect(short(text)).toEqual(tokens);
  });

  test('places are where the text has them', () => {
    expect(tokenize(' op == "a b"').map(({ start, end }) => [start, end])).toEqual([
      [1, 3],
      [4, 6],
      [7, 12],
      [12, 12],
    ]);
  });

  test('any text ends, in order and with `end`', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const tokens = tokenize(text);
        let position = 0;
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThanOrEqual(start);
          position = end;
        }
        expect(tokens.at(-1)).toEqual({ kind: 'end', text: '', start: text.length, end: text.length });
      }),
    );
  });
});
