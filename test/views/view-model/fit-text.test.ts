import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cutStart, cutText, padText, textWidth } from '../../../src/views/view-model/fit-text.ts';

test.each([
  ['fits', 'abc', 3, 'abc'],
  ['one too many', 'abcd', 3, 'ab…'],
  ['wide characters take two columns', '文件文件', 5, '文件…'],
  ['a wide character is not halved', '文件文件', 4, '文…'],
  ['an emoji of several code points stays whole', 'a👩‍👩‍👧b', 3, 'a…'],
  ['no room at all', 'abc', 0, ''],
])('cutText: %s', (_name, text, width, cut) => {
  expect(cutText(text, width)).toBe(cut);
});

test.each([
  ['fits', 'a/b', 3, 'a/b'],
  ['the file stays', 'fixtures/build.pcap', 11, '…build.pcap'],
  ['a wide character is not halved', '文件文件', 4, '…件'],
  ['no room at all', 'abc', 0, ''],
])('cutStart: %s', (_name, text, width, cut) => {
  expect(cutStart(text, width)).toBe(cut);
});

test('padText fills up on either side and never cuts', () => {
  expect(padText('ab', 4)).toBe('ab  ');
  expect(padText('ab', 4, 'right')).toBe('  ab');
  expect(padText('文', 4)).toBe('文  ');
  expect(padText('abcdef', 4)).toBe('abcdef');
});

test('cut text is never wider than asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, width) => {
      expect(textWidth(cutText(text, width))).toBeLessThanOrEqual(width);
    }),
    { numRuns: 200 },
  );
});

test('the signs of the screens are as wide as they are taken to be', () => {
  const signs = 'a~ ─│█▏▁░–…·•→↵▸▾○●✓✗';
  expect([...signs].map((sign) => [sign, textWidth(sign)])).toEqual(
    [...signs].map((sign) => [sign, stringWidth(sign)]),
  );
  expect(textWidth(signs)).toBe(stringWidth(signs));
});
