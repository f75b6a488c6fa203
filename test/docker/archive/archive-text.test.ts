import { expect, it } from 'vitest';
import { archiveText, quoted } from '../../../src/docker/archive/archive-text.ts';

it.each([
  ['ASCII', [0x61, 0x2f, 0x62], 'a/b'],
  ['UTF-8', [...Buffer.from('größe 尺寸 😀')], 'größe 尺寸 😀'],
  ['Latin-1', [0x67, 0x72, 0xf6, 0xdf, 0x65], 'gr\\xf6\\xdfe'],
  ['UTF-8 with a bad byte', [0xff, ...Buffer.from('ö')], '\\xffö'],
  ['a sequence cut short', [0xe5, 0xb0], '\\xe5\\xb0'],
  [
    'runs between bad bytes',
    [...Buffer.from('añ'), 0x80, ...Buffer.from('尺b'), 0xc3, 0x63],
    'añ\\x80尺b\\xc3c',
  ],
  ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61], '\ufeffa'],
])('%s as text', (_, bytes, text) => {
  expect(archiveText(Uint8Array.from(bytes))).toBe(text);
});

it('messages show no control characters, and not all of a long name', () => {
  expect(quoted('a\u001b[2J\u202eb\n')).toBe('"a�[2J�b�"');
  expect(quoted('x'.repeat(5000))).toHaveLength(123);
});
