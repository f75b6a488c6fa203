import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonLinesReader } from '../../../src/docker/json/json-lines-reader.ts';
import { bytes, jsonStream } from '../../builders/json-stream.ts';
import { everySplit } from '../../every-split.ts';

function read(pieces: readonly Uint8Array[]) {
  const reader = new JsonLinesReader();
  const values = pieces.flatMap((piece) => reader.push(piece));
  reader.end(true);
  const { garbageRuns, firstGarbage, oversized } = reader;
  return { values, garbageRuns, firstGarbage, oversized };
}

const clean = { garbageRuns: 0, firstGarbage: null, oversized: 0 };

describe('JsonLinesReader, cut anywhere', () => {
  test.each([
    ['CRLF between', '{"a":1}\r\n{"b":2}\r\n', [{ a: 1 }, { b: 2 }]],
    ['nothing between', '{"a":1}{"b":2}[3]', [{ a: 1 }, { b: 2 }, [3]]],
    ['record separators (RFC 7464)', '\x1e{"a":1}\n\x1e{"b":2}\n', [{ a: 1 }, { b: 2 }]],
    ['indented over lines', '{\n  "a": {\n    "b": []\n  }\n}\n', [{ a: { b: [] } }]],
    [
      'brackets, quotes and backslashes in strings',
      '{"a":"}\\"{\\\\"}\n{"b":"\\u007b"}',
      [{ a: '}"{\\' }, { b: '{' }],
    ],
    ['characters of several bytes', '{"a":"ünï😀"}', [{ a: 'ünï😀' }]],
  ])('%s', (_, text, values) => {
    expect(everySplit(bytes(text), read)).toEqual({ ...clean, values });
  });

  test.each([
    ['a line of noise', 'noise\n{"a":1}\n', [{ a: 1 }], 1, 0],
    ['noise before a value on its line', 'id: {"a":1}\n', [{ a: 1 }], 1, 0],
    ['a string that its line ends in', '{"a":"b\n{"c":1}\n', [{ c: 1 }], 1, 7],
    ['a value that is none', '{"a":b}\n{"c":1}\n', [{ c: 1 }], 1, 6],
    ['a value cut by a record separator', '\x1e{"a":\x1e{"b":2}\n', [{ b: 2 }], 1, 6],
    ['a value that never ends', '{"a":1}\n{"b":', [{ a: 1 }], 1, 13],
    ['a page of HTML', '<html>\n<p>x</p>\n</html>', [], 3, 0],
  ])('%s is passed over', (_, text, values, garbageRuns, firstGarbage) => {
    expect(everySplit(bytes(text), read)).toEqual({ values, garbageRuns, firstGarbage, oversized: 0 });
  });

  test('goes on at the next line after a gap', () => {
    const reader = new JsonLinesReader();
    expect(reader.push(bytes('{"a":1}\n{"b":"x'))).toEqual([{ a: 1 }]);
    reader.gap(100);
    expect(reader.push(bytes('{"no":1}"}\r\n{"c":3}\r\n'))).toEqual([{ c: 3 }]);
    expect(reader.garbageRuns).toBe(0);
  });

  test('a value of more than 1 MiB is passed over', () => {
    const result = read([bytes('{"a":"'), new Uint8Array(1 << 20).fill(0x61), bytes('"}\n{"b":1}')]);
    expect(result).toEqual({ ...clean, values: [{ b: 1 }], oversized: 1 });
  });

  test('gives back any values it is sent, in any pieces', () => {
    const value = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), fc.integer({ min: 1, max: 7 }), (values, size) => {
        const stream = jsonStream(...values);
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < stream.length; at += size) pieces.push(stream.subarray(at, at + size));
        expect(read(pieces).values).toEqual(JSON.parse(JSON.stringify(values)));
      }),
      { numRuns: 50 },
    );
  });

  test('no bytes make it throw', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array()), (pieces) => void read(pieces)));
  });
});
