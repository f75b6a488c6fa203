import { describe, expect, it } from 'vitest';
import { HeldBytes, MAX_HELD_BYTES } from '../../src/http1/held-bytes.ts';
import { latin1Bytes } from '../builders/http1-messages.ts';

/** What a reader is given, as lines. */
function replay(held: HeldBytes): readonly string[] {
  const lines: string[] = [];
  held.replay({
    push: (bytes, at) => {
      if (bytes.length > 0) lines.push(`${at} ${Buffer.from(bytes).toString('latin1')}`);
    },
    gap: (missing, at) => lines.push(`${at} gap ${missing}`),
    end: (at) => lines.push(`${at} end`),
  });
  return lines;
}

describe('HeldBytes', () => {
  it('gives bytes, gaps and the end in their order and with their times', () => {
    const held = new HeldBytes();
    held.gap(1, 1);
    held.push(latin1Bytes('ab'), 2);
    held.gap(2, 3);
    held.gap(3, 4);
    held.push(latin1Bytes('c'), 5);
    held.push(latin1Bytes('d'), 5);
    held.gap(4, 6);
    held.end(7);
    expect(held.at).toBe(2);
    expect(replay(held)).toEqual(['1 gap 1', '2 ab', '3 gap 5', '5 cd', '6 gap 4', '7 end']);
    expect(replay(held)).toEqual([]);
  });

  it('splits bytes of one time at a gap between them', () => {
    const held = new HeldBytes();
    held.push(latin1Bytes('ab'), 1);
    held.gap(9, 1);
    held.push(latin1Bytes('cd'), 1);
    expect(replay(held)).toEqual(['1 ab', '1 gap 9', '1 cd']);
  });

  it('says once that its bound is reached', () => {
    const held = new HeldBytes();
    expect(held.push(new Uint8Array(MAX_HELD_BYTES), 1)).toBe(false);
    expect(held.push(new Uint8Array(5), 2)).toBe(true);
    expect(held.push(new Uint8Array(5), 3)).toBe(false);
    expect(held.length).toBe(MAX_HELD_BYTES);
    expect(held.gaps).toEqual([{ offset: MAX_HELD_BYTES, missing: 10, at: 2 }]);
  });
});
