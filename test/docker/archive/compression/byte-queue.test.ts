import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteQueue } from '../../../../src/docker/archive/compression/byte-queue.ts';

it('gives back what went in, however it is appended and taken', () => {
  const step = fc.tuple(fc.nat(40_000), fc.nat(40_000));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const queue = new ByteQueue();
      let next = 0;
      let expected = 0;
      for (const [append, take] of steps) {
        queue.append(Uint8Array.from({ length: append }, () => next++ % 251));
        const taken = queue.take(Math.min(take, queue.length));
        for (const byte of taken) if (byte !== expected++ % 251) throw new Error(`at ${expected}`);
        if (queue.length > 0) expect(queue.at(0)).toBe(expected % 251);
      }
      expect(queue.length).toBe(next - expected);
    }),
    { numRuns: 50 },
  );
});
