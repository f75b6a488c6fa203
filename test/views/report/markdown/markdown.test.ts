import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Markdown, markdown } from '../../../../src/views/report/markdown/markdown.ts';

/** What a reader sees of it: character references are what they stand for. */
function shown(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('\u200b', '');
}

test.each([
  ['emphasis', '**bold** _x_'],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a link and an image', '![x](javascript:alert(1)) [a](b)'],
  ['a heading', '# not one'],
  ['code', '`rm -rf`'],
  ['a cell of a table', 'a | b'],
  ['a reference of its own', '&lt;b&gt; &#60;'],
  ['mathematics', '$x$'],
  ['an address', 'http://evil.example'],
])('%s is shown as it is and means nothing', (_name, text) => {
  const written = markdown`${text}`.toString();
  expect(shown(written)).toBe(text);
  expect(written.replace(/&#\d+;/g, '')).not.toMatch(/[&<>`*_[\]|\\$:!#]/);
});

test('nobody is called, and no issue is referred to', () => {
  expect(markdown`${'@octocat #12 !34 ~bug'}`.toString()).toBe(
    '&#64;\u200boctocat &#35;\u200b12 &#33;\u200b34 &#126;\u200bbug',
  );
});

test('lines become one', () => {
  expect(markdown`${'a\r\n\n# b'}`.toString()).toBe('a &#35; b');
});

test('what was printed cannot end its fence', () => {
  expect(Markdown.printed(['a', '````', 'b']).toString()).toBe('\n`````text\na\n````\nb\n`````\n');
});

test('no text whatever keeps a sign that means something', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = Markdown.code(text).toString();
      const inside = written.replace(/^<code>|<\/code>$/g, '').replace(/&#\d+;/g, '');
      expect(inside).not.toMatch(/[&<>"'`*_[\]|~\\^$@#!:\r\n]/);
    }),
    { numRuns: 200 },
  );
});
