import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { safeLines, safeText } from '../../../src/views/view-model/safe-text.ts';

describe('safeText', () => {
  test.each([
    ['plain words', 'build web:latest', 'build web:latest'],
    ['printable Unicode', 'Größe 文件 ✓ 🙂', 'Größe 文件 ✓ 🙂'],
    ['a tick with its variation selector', '✔\uFE0F done', '✔\uFE0F done'],
    ['a colour sequence', '\x1b[31mred', '\\x1b[31mred'],
    ['an 8-bit CSI', '\x9b31m', '\\x9b31m'],
    ['a window title', '\x1b]0;pwned\x07', '\\x1b]0;pwned\\x07'],
    ['line breaks and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['NUL and DEL', '\0\x7f', '\\0\\x7f'],
    ['a right-to-left override', 'exe.\u202Egpj', 'exe.\\u202egpj'],
    ['isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['zero-width characters', 'a\u200B\u200D\uFEFFb', 'a\\u200b\\u200d\\ufeffb'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['tag characters', 'a\u{E0041}b', 'a\\u{e0041}b'],
    ['a lone surrogate', 'a\uD800b', 'a\\ud800b'],
    ['a blank letter', 'a\u3164b', 'a\\u3164b'],
  ])('%s', (_name, wire, shown) => {
    expect(safeText(wire)).toBe(shown);
  });

  test('a secret shows its mask', () => {
    expect(safeText(new Secret('hunter2'))).toBe('••••');
  });
});

describe('safeLines', () => {
  test.each([
    ['LF and CRLF', 'a\nb\r\nc', ['a', 'b', 'c']],
    ['a last line break makes no line', 'a\n', ['a']],
    ['an empty line in between', 'a\n\nb', ['a', '', 'b']],
    ['nothing', '', []],
    ['a progress bar leaves its last state', '10 %\r50 %\r100 %\r\ndone', ['100 %', 'done']],
    ['tab stops at every eighth column', 'ab\tc\td', ['ab      c       d']],
    ['colours of build output are dropped', '\x1b[91mnpm error\x1b[0m', ['npm error']],
    ['other sequences stay visible', '\x1b[2Jboo', ['\\x1b[2Jboo']],
  ])('%s', (_name, wire, shown) => {
    expect(safeLines(wire)).toEqual(shown);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('\x1b', '\x9b', '[', '0', 'm', '\r', '\n', '\t', '\u202E', '\uD800', 'x'),
    maxLength: 40,
  }),
);
const dangerous = /[\x00-\x1f\x7f-\x9f\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/;

test('no control character of any text survives', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(safeText(text)).not.toMatch(dangerous);
      for (const line of safeLines(text)) expect(line).not.toMatch(dangerous);
    }),
    { numRuns: 500 },
  );
});

test('what is safe stays as it is', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const safe = safeText(text);
      expect(safeText(safe)).toBe(safe);
    }),
    { numRuns: 200 },
  );
});
