import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { JsonBodyReader } from '../../../src/docker/json/json-body-reader.ts';
import { bytes } from '../../builders/json-stream.ts';
import { everySplit } from '../../every-split.ts';

function read(pieces: readonly Uint8Array[], encoding: string | null = null) {
  const reader = new JsonBodyReader(encoding);
  for (const piece of pieces) reader.push(piece);
  reader.end(0, true);
  return { value: reader.value, text: reader.text };
}

describe('JsonBodyReader', () => {
  test('reads JSON in any pieces', () => {
    expect(everySplit(bytes('{"Id":"ü"}\n'), read).value).toEqual({ Id: 'ü' });
  });

  test('keeps text that is no JSON', () => {
    expect(read([bytes('page not found\n')])).toEqual({ value: undefined, text: 'page not found\n' });
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('undoes %s', (encoding, compress) => {
    expect(read([compress(bytes('{"a":1}'))], encoding).value).toEqual({ a: 1 });
  });

  test.each([
    ['an unknown coding', [bytes('{}')], 'br'],
    ['a coding named like a member of every object', [bytes('{}')], 'constructor'],
    ['bytes that are not of the coding', [bytes('{}')], 'gzip'],
    ['more than 1 MiB', [bytes('{"a":"'), new Uint8Array(1 << 20).fill(0x61), bytes('"}')], null],
    ['more than 1 MiB when decompressed', [gzipSync(new Uint8Array((1 << 20) + 1))], 'gzip'],
    ['nothing', [], null],
  ])('%s stays unread', (_, pieces, encoding) => {
    expect(read(pieces, encoding)).toEqual({ value: undefined, text: null });
  });

  test('a body with a gap stays unread', () => {
    const reader = new JsonBodyReader(null);
    reader.push(bytes('{"a":1'));
    reader.gap(10);
    reader.push(bytes('}'));
    reader.end(0, false);
    expect(reader.value).toBeUndefined();
  });
});
