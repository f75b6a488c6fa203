import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pause } from '../../../src/model/pause.ts';
import { idleGaps } from '../../../src/views/view-model/idle-gaps.ts';
import { AT, body, exchange, request, response } from '../../builders/exchange.ts';

const at = (ms: number) => AT + ms * 1000;
const pause = (from: number, ms: number, afterBytes: number): Pause => ({ at: at(from), ms, afterBytes });

/** Sent for `sendMs`, answered from `answered` on. */
function talked(
  [sendMs, answered, receiveMs]: readonly [number, number, number],
  up: readonly Pause[],
  down: readonly Pause[],
) {
  return exchange({
    request: request({ body: { ...body(1000), pauses: up } }),
    response: response(200, { time: at(answered), body: { ...body(500), pauses: down } }),
    timing: { sendMs, waitMs: Math.max(0, answered - sendMs), receiveMs, totalMs: answered + receiveMs },
  });
}

test('a pause of the request, the wait for the answer, and a pause of the answer', () => {
  const gaps = idleGaps(talked([1000, 1500, 1000], [pause(200, 300, 40)], [pause(1800, 400, 7)]));
  expect(gaps).toEqual([
    { at: at(200), ms: 300, silent: 'client', afterBytes: 40 },
    { at: at(1000), ms: 500, silent: 'daemon', afterBytes: 0 },
    { at: at(1800), ms: 400, silent: 'daemon', afterBytes: 7 },
  ]);
});

test('while the other side moved there was no gap', () => {
  expect(idleGaps(talked([2000, 100, 2000], [pause(200, 1500, 40)], []))).toEqual([]);
  expect(idleGaps(talked([2000, 50, 2000], [pause(200, 1000, 40)], [pause(600, 1000, 7)]))).toEqual([
    { at: at(600), ms: 600, silent: 'both', afterBytes: 7 },
  ]);
});

test('after a hijack both sides are asked, and waiting goes on into the silence behind it', () => {
  const attached = exchange({
    response: response(101, { time: at(1) }),
    timing: { sendMs: 0, waitMs: 1, receiveMs: 3000, totalMs: 3001 },
    hijack: {
      protocol: 'tcp',
      clientBytes: 3,
      serverBytes: 9,
      clientPauses: [pause(1, 3000, 0)],
      serverPauses: [pause(1, 1000, 0), pause(1500, 200, 9)],
      streams: null,
    },
  });
  expect(idleGaps(attached)).toEqual([
    { at: at(0), ms: 1001, silent: 'both', afterBytes: 0 },
    { at: at(1500), ms: 200, silent: 'both', afterBytes: 9 },
  ]);
});

test('a request that was not answered has the pauses of its own', () => {
  const open = exchange({
    request: request({ body: { ...body(10), complete: false, pauses: [pause(100, 5000, 10)] } }),
    response: null,
    timing: { sendMs: null, waitMs: null, receiveMs: null, totalMs: null },
    state: 'open',
  });
  expect(idleGaps(open)).toEqual([{ at: at(100), ms: 5000, silent: 'client', afterBytes: 10 }]);
  expect(idleGaps(exchange({ request: null }))).toEqual([]);
});

/** In order, not touching. */
const pauses = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 100, max: 900 })), { maxLength: 8 })
  .map((steps) => {
    let from = 0;
    return steps.map(([busy, ms]) => {
      const made = pause(from + busy, ms, from);
      from += busy + ms;
      return made;
    });
  });

test('gaps never overlap, and neither side moves in one', () => {
  fc.assert(
    fc.property(pauses, pauses, fc.integer({ min: 0, max: 4000 }), (up, down, answered) => {
      const later = down.map((one) => ({ ...one, at: one.at + answered * 1000 }));
      const gaps = idleGaps(talked([9000, answered, 9000], up, later));
      for (const [index, gap] of gaps.entries()) {
        expect(gap.at).toBeGreaterThanOrEqual((gaps[index - 1]?.at ?? 0) + (gaps[index - 1]?.ms ?? 0) * 1000);
        const inPause = up.some(
          (one) => one.at <= gap.at && gap.at + gap.ms * 1000 <= one.at + one.ms * 1000,
        );
        expect(inPause || gap.at >= at(9000)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
