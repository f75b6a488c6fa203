import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/tls/byte-cursor.ts';

describe('ByteCursor', () => {
  it('reads numbers and vectors in order', () => {
    const cursor = new ByteCursor(Uint8Array.of(1, 2, 3, 2, 9, 8, 0xff, 0xff, 0xff, 0xff));
    expect(cursor.number(3)).toBe(0x010203);
    expect([...cursor.vector(1).bytes(2)]).toEqual([9, 8]);
    expect(cursor.number(4)).toBe(0xffffffff);
    expect([cursor.left, cursor.failed]).toEqual([0, false]);
  });

  it('fails once it is asked for more than there is, and stays so', () => {
    const cursor = new ByteCursor(Uint8Array.of(5, 1));
    expect(cursor.vector(1).left).toBe(0);
    expect([cursor.failed, cursor.left, cursor.number(1)]).toEqual([true, 0, 0]);
  });
});
