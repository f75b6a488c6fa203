import { expect, test } from 'vitest';
import type { BodyReader } from '../../../src/docker/bodies/body-reader.ts';
import { bothReaders } from '../../../src/docker/bodies/both-readers.ts';

function noting(): { readonly said: string[]; readonly reader: BodyReader } {
  const said: string[] = [];
  const reader: BodyReader = {
    push: (bytes, at, frameStart) => said.push(`push ${bytes.length} ${at} ${frameStart}`),
    gap: (missing, at) => said.push(`gap ${missing} ${at}`),
    end: (at, complete) => said.push(`end ${at} ${complete}`),
  };
  return { said, reader };
}

test('both are told the same', () => {
  const [one, other] = [noting(), noting()];
  const both = bothReaders(one.reader, other.reader);
  both?.push(new Uint8Array(3), 1, true);
  both?.gap(2, 2);
  both?.end(3, false);
  expect(one.said).toEqual(['push 3 1 true', 'gap 2 2', 'end 3 false']);
  expect(other.said).toEqual(one.said);
});

test('one alone needs nobody between', () => {
  const { reader } = noting();
  expect(bothReaders(reader, null)).toBe(reader);
  expect(bothReaders(undefined, reader)).toBe(reader);
  expect(bothReaders(undefined, null)).toBeUndefined();
});
