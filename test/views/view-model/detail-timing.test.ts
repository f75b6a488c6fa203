import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { timingMaker } from '../../../src/views/view-model/detail-timing.ts';
import type { ConnectionUse } from '../../../src/views/view-model/engine.ts';
import { asciiSymbols } from '../../../src/views/view-model/symbols.ts';
import { NOTHING_ASKED } from '../../../src/views/view-model/tab-answer.ts';
import { connection, side } from '../../builders/connection.ts';
import { AT, body, buildExchange, exchange, request, response, step } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

const at = (ms: number) => AT + ms * 1000;
/** Sent for 25 ms, answered after 50, for 50. */
const timing = { sendMs: 25, waitMs: 25, receiveMs: 50, totalMs: 100 };
const answered = exchange({ timing, response: response(200, { time: at(50) }) });

const text = (one: Exchange, width = 80) => paneText(timingMaker(one, NOTHING_ASKED), { width });

function useText(use: Partial<ConnectionUse>): string {
  const all: ConnectionUse = { connection: connection(), before: null, meanwhile: 0, ...use };
  return paneText(timingMaker(answered, { kind: 'use', use: all }));
}

it('draws one part after the other, waiting as a line', () => {
  const bars = text(answered, 69).match(/ms {2}( *[█─]+)/g);
  expect(bars).toEqual([
    'ms  ██████████',
    'ms            ──────────',
    'ms                      ████████████████████',
  ]);
});

it('breaks a bar where nothing moved, and says when, for how long and who', () => {
  const paused = exchange({
    timing: { sendMs: 4000, waitMs: 1000, receiveMs: 0, totalMs: 5000 },
    request: request({
      body: { ...body(2_000_000), pauses: [{ at: at(1000), ms: 2000, afterBytes: 1_000_000 }] },
    }),
    response: response(200, { time: at(5000) }),
  });
  const drawn = text(paused, 69);
  expect(drawn).toMatch(/ {3}sending +4\.0 s {2}█{8}─{16}█{8}$/m);
  expect(drawn).toMatch(/\+1\.0 s +2\.0 s +client +1\.0 MB of the request/);
  expect(drawn).toMatch(/\+4\.0 s +1\.0 s +daemon +the request \(2\.0 MB\)/);
});

it('names the step of a build that ran while the daemon was silent', () => {
  const build = buildExchange();
  const silent: Exchange = {
    ...build,
    timing: { sendMs: 0, waitMs: 0, receiveMs: 9000, totalMs: 9000 },
    response: response(200, {
      time: AT,
      body: { ...body(90), pauses: [{ at: at(3000), ms: 4000, afterBytes: 50 }] },
    }),
    docker: {
      ...build.docker,
      build: {
        ...build.docker.build!,
        steps: [
          step({ number: 1, startMs: 0, durationMs: 3100 }),
          step({ number: 2, instruction: 'RUN npm ci', startMs: 3100, durationMs: 5000 }),
        ],
      },
    },
  };
  expect(text(silent)).toMatch(/\+3\.0 s +4\.0 s +daemon +50 B of the answer +step 2 RUN npm ci/);
});

it('says of an open connection nothing that is counted at its end', () => {
  expect(useText({ connection: connection({ closedBy: null, closedAt: null }) })).not.toContain('network');
});

test.each<[string, Partial<ConnectionUse>, string]>([
  ['opened for it', {}, 'opened for it, 0.5 ms before'],
  ['joined in the middle', { connection: connection({ handshake: 'missed' }) }, 'opened before the capture'],
  ['used again', { before: { id: 7, summary: 'ping\x1b', endedAt: at(-4200) } }, 'idle for 4.2 s · ping'],
  ['shared', { meanwhile: 3 }, 'shared with 3 calls'],
  ['nothing wrong', {}, 'nothing was sent again, and nobody held the other up for long'],
  [
    'a window that was full for a moment',
    { connection: connection({ fromServer: { ...side(9), stalledMs: 7 }, exchanges: 2 }) },
    'nobody held the other up for long, in the 2 calls',
  ],
  [
    'a full window',
    { connection: connection({ fromServer: { ...side(9), stalledMs: 12_000 } }) },
    '! the daemon did not read for 12 s and held the client up (TCP window of 0)',
  ],
  [
    'lost packets',
    {
      connection: connection({ fromClient: { ...side(9), retransmittedBytes: 2000, outOfOrderPackets: 3 } }),
    },
    '! from the client, 2.0 kB were sent again, 3 packets came out of order',
  ],
])('%s', (_, use, words) => {
  expect(useText(use)).toContain(words);
  expect(useText(use)).not.toContain('\x1b');
});

test('no line is wider than the pane, whatever the times', () => {
  const ms = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 900_000 }));
  const pauses = fc.array(fc.record({ at: ms.map(at), ms, afterBytes: ms }), { maxLength: 8 });
  fc.assert(
    fc.property(
      ms,
      ms,
      ms,
      pauses,
      fc.integer({ min: 20, max: 220 }),
      (sendMs, waitMs, receiveMs, rests, width) => {
        const one = exchange({
          timing: { sendMs, waitMs, receiveMs, totalMs: sendMs + waitMs + receiveMs },
          request: request({ body: { ...body(5), pauses: rests } }),
          response: response(200, { time: at(sendMs + waitMs), body: { ...body(5), pauses: rests } }),
        });
        for (const symbols of [undefined, asciiSymbols]) {
          const view = symbols === undefined ? { width } : { width, symbols };
          const lines = paneText(timingMaker(one, NOTHING_ASKED), view).split('\n');
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(Math.max(width, 44));
        }
      },
    ),
    { numRuns: 100 },
  );
});
