import { describe, expect, test } from 'vitest';
import { NO_CONTENT } from '../../../src/views/view-model/content.ts';
import { contentPane, isText } from '../../../src/views/view-model/content-lines.ts';
import type { PaneView } from '../../../src/views/view-model/pane.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { paneView } from './pane-text.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

function lines(content: Partial<typeof NO_CONTENT>, over: Partial<PaneView> = {}): string[] {
  const pane = contentPane({ ...NO_CONTENT, ...content }, [], paneView(over));
  return [...pane.head, ...Array.from({ length: pane.count }, (_, index) => pane.line(index))].map((line) =>
    lineText(line).trimEnd(),
  );
}

describe('bytes', () => {
  test('are shown as text with line numbers, or in hexadecimal', () => {
    expect(lines({ bytes: bytes('one\ntwo\x1b[31m') })).toEqual([
      ' 1  one',
      expect.stringMatching(/^ 2 {2}two/),
    ]);
    expect(lines({ bytes: bytes('one') }, { form: 'hex' })).toEqual([
      expect.stringMatching(/^ 00000000 {2}6f 6e 65 +\|one\|$/),
    ]);
    expect(lines({ bytes: new Uint8Array([0, 1, 2]) })[0]).toContain('00 01 02');
  });

  test('that are only the beginning say so', () => {
    expect(lines({ bytes: bytes('abc'), cut: true })[0]).toContain('w saves all of it');
  });

  test('with secrets are held back in every form but as JSON, until they are asked for', () => {
    const login = { bytes: bytes('{"password":"hunter2"}'), json: [{ password: '****' }], secret: true };
    for (const form of ['pretty', 'text', 'hex'] as const) {
      expect(lines(login, { form }).join('\n')).not.toMatch(/hunter2|68 75 6e/);
    }
    expect(lines(login, { form: 'text' }).join('')).toContain('It holds secrets.');
    expect(lines(login, { form: 'text', revealed: true }).join('')).toContain('hunter2');
  });
});

test.each([
  ['plain text', bytes('FROM a\n'), true],
  ['UTF-8', bytes('日本語'), true],
  ['a character that is cut at the end', bytes('日本語'.repeat(10)).subarray(0, 88), true],
  ['a zero', new Uint8Array([65, 0, 65]), false],
  ['what is no UTF-8', new Uint8Array([0xff, 0xfe, 0xfd, 0xfc]), false],
  ['nothing', new Uint8Array(), true],
])('whether %s is text', (_, content, expected) => {
  expect(isText(content)).toBe(expected);
});
