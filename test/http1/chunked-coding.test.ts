import { describe, expect, it } from 'vitest';
import { ChunkedCoding, MAX_CHUNK_LINE_BYTES, MAX_TRAILER_BYTES } from '../../src/http1/chunked-coding.ts';
import { latin1Bytes } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

interface Result {
  readonly data: string;
  readonly step: string;
  readonly trailers: string;
  readonly left: string;
}

function decode(pieces: readonly Uint8Array[]): Result {
  const coding = new ChunkedCoding();
  let data = '';
  let left = '';
  for (const piece of pieces) {
    let offset = 0;
    while (offset < piece.length && coding.step !== 'over' && coding.step !== 'broken') {
      if (coding.step === 'data') {
        const end = Math.min(piece.length, offset + coding.remaining);
        data += Buffer.from(piece.subarray(offset, end)).toString('latin1');
        coding.dataTaken(end - offset);
        offset = end;
      } else offset = coding.readFraming(piece, offset);
    }
    left += Buffer.from(piece.subarray(offset)).toString('latin1');
  }
  const trailers = Buffer.from(coding.trailerBytes).toString('latin1');
  return { data, step: coding.step, trailers, left };
}

describe('ChunkedCoding', () => {
  it.each<{ name: string; text: string; expected: Partial<Result> }>([
    {
      name: 'two chunks',
      text: '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\nGET',
      expected: { data: 'abcde', step: 'over', left: 'GET' },
    },
    {
      name: 'upper and lower case digits',
      text: `1A\r\n${'x'.repeat(26)}\r\n0a\r\n${'y'.repeat(10)}\r\n`,
      expected: { data: 'x'.repeat(26) + 'y'.repeat(10), step: 'size' },
    },
    {
      name: 'extensions and white space',
      text: '1 ;a="b;c"\r\nx\r\n0 \t\r\n\r\n',
      expected: { data: 'x', step: 'over' },
    },
    {
      name: 'zeros before a size',
      text: '0000000000000000000001\r\nx\r\n000\r\n\r\n',
      expected: { data: 'x', step: 'over' },
    },
    { name: 'line feeds alone', text: '1\nx\n0\n\n', expected: { data: 'x', step: 'over' } },
    {
      name: 'trailers',
      text: '0\r\nA: 1\r\nB: 2\r\n\r\n',
      expected: { step: 'over', trailers: 'A: 1\r\nB: 2\r\n\r\n' },
    },
    { name: 'no digit', text: '\r\n', expected: { step: 'broken', left: '\r\n' } },
    { name: 'another letter', text: '1g\r\n', expected: { step: 'broken', left: 'g\r\n' } },
    {
      name: 'no line end behind the data',
      text: '1\r\nxy',
      expected: { data: 'x', step: 'broken', left: 'y' },
    },
    { name: 'a size beyond counting', text: 'ffffffffffffffff\r\n', expected: { step: 'broken' } },
  ])('$name', ({ text, expected }) => {
    expect(everySplit(latin1Bytes(text), decode)).toMatchObject(expected);
  });

  it('gives up on a chunk line or trailers beyond their bounds', () => {
    const line = latin1Bytes(`1;${'x'.repeat(MAX_CHUNK_LINE_BYTES)}\r\nx`);
    expect(decode([line]).step).toBe('broken');
    expect(decode([line.slice(0, 99), line.slice(99)])).toEqual(decode([line]));
    const trailers = latin1Bytes(`0\r\n${'A: b\r\n'.repeat(MAX_TRAILER_BYTES / 5)}\r\n`);
    expect(decode([trailers]).step).toBe('broken');
    expect(decode([trailers.slice(0, 99), trailers.slice(99)])).toEqual(decode([trailers]));
  });
});
