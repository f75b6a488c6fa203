import { describe, expect, it } from 'vitest';
import { TimedBytes } from '../../src/http1/timed-bytes.ts';
import { latin1Bytes } from '../builders/http1-messages.ts';

function filled(): TimedBytes {
  const bytes = new TimedBytes();
  bytes.append(latin1Bytes('ab'), 1);
  bytes.append(latin1Bytes('c'), 1);
  bytes.append(latin1Bytes('def'), 2);
  bytes.append(new Uint8Array(0), 3);
  bytes.append(latin1Bytes('g'), 4);
  return bytes;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const pieces = (bytes: TimedBytes) => bytes.takePieces().map((piece) => [text(piece.bytes), piece.at]);

describe('TimedBytes', () => {
  it('knows the time of each byte', () => {
    const bytes = filled();
    expect(text(bytes.view())).toBe('abcdefg');
    expect(Array.from({ length: bytes.length }, (_, offset) => bytes.timeAt(offset))).toEqual([
      1, 1, 1, 2, 2, 2, 4,
    ]);
  });

  it('hands out pieces of one time each, and is empty then', () => {
    const bytes = filled();
    expect(pieces(bytes)).toEqual([
      ['abc', 1],
      ['def', 2],
      ['g', 4],
    ]);
    expect(bytes.length).toBe(0);
    expect(pieces(bytes)).toEqual([]);
  });

  it.each([
    {
      count: 0,
      left: [
        ['abc', 1],
        ['def', 2],
        ['g', 4],
      ],
    },
    {
      count: 2,
      left: [
        ['c', 1],
        ['def', 2],
        ['g', 4],
      ],
    },
    {
      count: 3,
      left: [
        ['def', 2],
        ['g', 4],
      ],
    },
    {
      count: 5,
      left: [
        ['f', 2],
        ['g', 4],
      ],
    },
    { count: 7, left: [] },
    { count: 99, left: [] },
  ])('drops the first $count bytes with their times', ({ count, left }) => {
    const bytes = filled();
    bytes.dropFirst(count);
    expect(pieces(bytes)).toEqual(left);
  });
});
