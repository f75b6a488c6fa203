import { expect, test } from 'vitest';
import { JsonStreamReader } from '../../../src/docker/json/json-stream-reader.ts';
import { bytes } from '../../builders/json-stream.ts';

class Collector extends JsonStreamReader {
  readonly taken: (readonly [unknown, number])[] = [];
  protected override take(value: unknown, at: number): void {
    this.taken.push([value, at]);
  }
}

test('gives each value with the time at which it was whole', () => {
  const reader = new Collector();
  reader.push(bytes('{"a":1}\n{"b"'), 10);
  reader.push(bytes(':2}\n'), 20);
  reader.end(30, true);
  expect(reader.taken).toEqual([
    [{ a: 1 }, 10],
    [{ b: 2 }, 20],
  ]);
  expect(reader.issues).toEqual([]);
});

test('reports each kind of trouble once', () => {
  const reader = new Collector();
  reader.push(bytes('{}\nnoise\nnoise\n'), 10);
  reader.push(bytes('more\n'), 20);
  reader.end(30, true);
  expect(reader.issues).toEqual([
    {
      kind: 'issue',
      code: 'docker/json-garbage',
      message: 'the stream of JSON values holds other bytes from offset 3 on',
      at: 10,
      offset: 3,
    },
  ]);
});

test('a value that the capture cut off is no trouble', () => {
  const reader = new Collector();
  reader.push(bytes('{"a":'), 10);
  reader.end(30, false);
  expect(reader.issues).toEqual([]);
});
