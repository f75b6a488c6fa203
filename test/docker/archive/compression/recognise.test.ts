import { expect, it } from 'vitest';
import { recogniseCompression } from '../../../../src/docker/archive/compression/recognise.ts';
import { packed, packings } from '../../../builders/packed.ts';

it.each(packings)('%s by what its program writes first', (kind) => {
  expect(recogniseCompression(packed(kind, Buffer.from('x')))).toBe(kind);
});

it.each([
  ['nothing', []],
  ['half a magic', [0x1f, 0x8b]],
  ['compress(1), which the daemon does not read either', [0x1f, 0x9d, 0x90]],
  ['bzip2 of level 0', [...Buffer.from('BZh0xx')]],
  ['a name', [...Buffer.from('Dockerfile')]],
])('%s is none', (_, bytes) => {
  expect(recogniseCompression(Uint8Array.from(bytes))).toBe('none');
});

it('a zstd stream may begin with a skippable frame', () => {
  expect(recogniseCompression(Buffer.from('5f2a4d180000', 'hex'))).toBe('zstd');
});
