import { expect, it } from 'vitest';
import { blockKind, readNumber, readTarHeader } from '../../../src/docker/archive/tar-header.ts';
import { tarHeader } from '../../builders/tar.ts';

it.each([
  ['octal', '0000644\0', 0o644],
  ['octal behind spaces', '    644 ', 0o644],
  ['octal without an end', '77777777', 0o77777777],
  ['empty', '\0\0\0\0\0\0\0\0', 0],
  ['spaces', '        ', 0],
  ['not octal', '0000689\0', Number.NaN],
  ['letters', 'size    ', Number.NaN],
  ['a minus', '-0000001', Number.NaN],
  ['base-256', '\x80\0\0\0\0\0\x01\x02', 258],
  ['base-256 of more than 32 bits', '\x80\0\0\x01\0\0\0\0', 2 ** 32],
  ['base-256 below zero', '\xff\xff\xff\xff\xff\xff\xff\xfe', -2],
])('a number field: %s', (_, field, expected) => {
  expect(readNumber(Buffer.from(field, 'latin1'), 0, 8)).toBe(expected);
});

it.each([
  ['zeros', new Uint8Array(512), 'zero'],
  ['a ustar header', tarHeader(), 'magic'],
  ['a GNU header', tarHeader({ magic: 'gnu' }), 'magic'],
  ['a v7 header', tarHeader({ magic: 'none' }), 'v7'],
  ['a wrong checksum', tarHeader({ checksum: 'wrong' }), 'invalid'],
  ['text', Buffer.alloc(512, 'text'), 'invalid'],
] as const)('a block of %s', (_, block, kind) => {
  expect(blockKind(block)).toBe(kind);
});

it("star's prefix is shorter, and times stand behind it", () => {
  const header = readTarHeader(
    tarHeader({
      prefix: 'a',
      patch: [
        [476, '00000000000 '],
        [508, 'tar\0'],
      ],
    }),
  );
  expect(Buffer.from(header.name).toString()).toBe('a/file');
});

it('the mode is the permissions and the three bits above them', () => {
  expect(readTarHeader(tarHeader({ mode: 0o104755 })).mode).toBe(0o4755);
});
