import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameSearch, holdsFrames } from '../../src/http2/frame-search.ts';
import { ascii, concat, zeros } from '../builders/bytes.ts';
import { data, ping, settings, windowUpdate } from '../builders/http2-frames.ts';
import { everySplit } from '../every-split.ts';

const MAX = 16_384;

/** What was skipped before the first frame, and how the bytes from there on begin. */
function search(pieces: readonly Uint8Array[]): string {
  const search = new FrameSearch();
  for (const piece of pieces) {
    const bytes = piece.slice();
    const found = search.push(bytes, MAX);
    if (found !== null) return `${found.skipped} ${Buffer.from(found.bytes.subarray(0, 9)).toString('hex')}`;
    bytes.fill(0xee);
  }
  return `none ${search.skipped}`;
}

const firstOf = (frame: Uint8Array): string => Buffer.from(frame.subarray(0, 9)).toString('hex');

test.each<[string, Uint8Array, string]>([
  ['two frames at once', concat(ping(), ping()), `0 ${firstOf(ping())}`],
  [
    'behind other bytes',
    concat(ascii('some text'), windowUpdate(3, 9), ping()),
    `9 ${firstOf(windowUpdate(3, 9))}`,
  ],
  [
    'behind zeros, of which the last belong to the length',
    concat(zeros(30), ping(), ping()),
    `30 ${firstOf(ping())}`,
  ],
  [
    'content between',
    concat(ascii('x'), data(1, ascii('y'.repeat(200))), ping()),
    `1 ${firstOf(data(1, 'y'.repeat(200)))}`,
  ],
  ['one frame alone confirms nothing', concat(ascii('text'), ping()), 'none 21'],
  ['text', ascii('the quick brown fox jumps over the lazy dog'), 'none 43'],
  ['zeros', zeros(400), 'none 400'],
  // A header is there, and at the distance that it says there is none.
  [
    'a header that is none',
    concat(ping().subarray(0, 9), ascii('123456789'), settings(), ping()),
    `18 ${firstOf(settings())}`,
  ],
])('%s', (_, bytes, expected) => {
  expect(everySplit(bytes, search)).toBe(expected);
});

test('noise holds no frames, whatever it is', () => {
  // One byte in 2^40 might; the seed is fixed.
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1000, maxLength: 20_000 }), (bytes) => {
      expect(holdsFrames(bytes)).toBe(false);
    }),
    { numRuns: 30 },
  );
});

test('frames are found in noise', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      expect(holdsFrames(concat(noise, ping(), windowUpdate(1, 5), ping(true)))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
