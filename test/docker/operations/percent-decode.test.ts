import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapesAreWhole, percentDecode } from '../../../src/docker/operations/percent-decode.ts';

describe('percentDecode', () => {
  test.each([
    ['plain', 'plain', 'plain'],
    ['an escaped slash', 'a%2Fb', 'a/b'],
    ['UTF-8', '%C3%BCn%C3%AF', 'ünï'],
    ['raw UTF-8 bytes as latin1', 'Ã¼', 'ü'],
    ['an escape that is none', '100%zz%4', '100%zz%4'],
    ['bytes that are not UTF-8', '%ff', '\ufffd'],
    ['a plus in a path', 'a+b', 'a+b'],
  ])('%s', (_, text, decoded) => {
    expect(percentDecode(text)).toBe(decoded);
  });

  test('a plus in a query is a space, an escaped one is not', () => {
    expect(percentDecode('a+b%2Bc', true)).toBe('a b+c');
  });

  test('undoes encodeURIComponent', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => percentDecode(encodeURIComponent(text)) === text,
      ),
    );
  });
});

test('escapesAreWhole', () => {
  expect(escapesAreWhole('a%20b')).toBe(true);
  expect(escapesAreWhole('a%2')).toBe(false);
  expect(escapesAreWhole('100%')).toBe(false);
});
