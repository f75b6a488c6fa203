import { describe, expect, it } from 'vitest';
import {
  frameLength,
  frameStream,
  looksLikeFrameHeader,
  MAX_PLAUSIBLE_FRAME,
} from '../../src/hijack/frame-header.ts';
import { frame } from '../builders/docker-frames.ts';

describe('frame headers', () => {
  it.each([
    { name: 'stdout', bytes: [1, 0, 0, 0, 0, 0, 1, 2], stream: 'stdout', length: 258, plausible: true },
    {
      name: 'an empty frame',
      bytes: [2, 0, 0, 0, 0, 0, 0, 0],
      stream: 'stderr',
      length: 0,
      plausible: false,
    },
    {
      name: 'four gigabytes',
      bytes: [2, 0, 0, 0, 255, 255, 255, 255],
      stream: 'stderr',
      length: 2 ** 32 - 1,
      plausible: false,
    },
    { name: 'another stream', bytes: [4, 0, 0, 0, 0, 0, 0, 1], stream: null, length: 1, plausible: false },
    { name: 'no zeros', bytes: [1, 0, 1, 0, 0, 0, 0, 1], stream: null, length: 1, plausible: false },
  ])('$name', ({ bytes, stream, length, plausible }) => {
    const header = Uint8Array.from([9, ...bytes]);
    expect(frameStream(header, 1)).toBe(stream);
    expect(frameLength(header, 1)).toBe(length);
    expect(looksLikeFrameHeader(header, 1)).toBe(plausible);
  });

  it('are believed up to the bound', () => {
    expect(looksLikeFrameHeader(frame(1, new Uint8Array(MAX_PLAUSIBLE_FRAME)))).toBe(true);
    expect(looksLikeFrameHeader(frame(1, new Uint8Array(MAX_PLAUSIBLE_FRAME + 1)))).toBe(false);
  });
});
