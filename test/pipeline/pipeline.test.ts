import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import type { PipelineEvent } from '../../src/pipeline/pipeline-event.ts';
import { fixturePackets } from '../builders/fixture-packets.ts';
import { recut, streamsOf } from '../builders/fixture-streams.ts';

/** Small captures of every kind of exchange: a build, streams with and without a terminal, archives, odd HTTP. */
const scenarios = ['build-compress', 'run', 'exec', 'attach', 'cp', 'http-client', 'registry'];

function closed(events: readonly PipelineEvent[]): readonly Exchange[] {
  return events
    .flatMap((event) => (event.kind === 'exchange-closed' ? [event.exchange] : []))
    .sort((a, b) => a.id - b.id);
}

function run(events: readonly StreamEvent[]): readonly Exchange[] {
  const pipeline = new Pipeline({ hash: true });
  return closed([...events.flatMap((event) => pipeline.stream(event)), ...pipeline.end()]);
}

/** What was said, as text that a failing test shows well: without the times, which a cut may move. */
function meaning(exchanges: readonly Exchange[]): readonly string[] {
  const timeless = new Set(['time', 'at', 'timing', 'startMs', 'durationMs']);
  return exchanges.map((exchange) =>
    JSON.stringify(exchange, (key, value: unknown) => (timeless.has(key) ? undefined : value)),
  );
}

describe.each(scenarios)('%s', (scenario) => {
  const packets = fixturePackets(scenario);
  const streams = streamsOf(packets);
  const whole = run(streams);

  test('is the same from packets and from streams', () => {
    const pipeline = new Pipeline({ hash: true });
    const events = [...packets.flatMap((packet) => pipeline.packet(packet)), ...pipeline.end()];
    expect(meaning(closed(events))).toEqual(meaning(whole));
    expect(whole.length).toBeGreaterThan(1);
  });

  test('means the same one byte at a time', () => {
    expect(meaning(run(recut(streams, [1])))).toEqual(meaning(whole));
  });

  test('means the same however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        expect(meaning(run(recut(streams, sizes)))).toEqual(meaning(whole));
      }),
      { numRuns: 8 },
    );
  });

  test('says of each lost packet what is missing, and of the rest what it was', () => {
    fc.assert(
      fc.property(fc.nat(packets.length - 1), (lost) => {
        const pipeline = new Pipeline({ hash: true });
        const kept = packets.filter((_, index) => index !== lost);
        const exchanges = closed([...kept.flatMap((packet) => pipeline.packet(packet)), ...pipeline.end()]);
        const expected = new Set(meaning(whole).map((text) => text.replace(/"id":\d+/, '')));
        const changed = meaning(exchanges).filter((text) => !expected.has(text.replace(/"id":\d+/, '')));
        // One packet carries bytes of a few exchanges at the most, with pipelining.
        expect(changed.length).toBeLessThanOrEqual(8);
      }),
      { numRuns: 25 },
    );
  });
});

test('no bytes whatever throw, as packets or as streams', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 300 })), { maxLength: 20 }),
      fc.constantFrom(
        '',
        'GET / HTTP/1.1\r\n',
        'POST /build HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n',
        '\x16\x03\x01',
      ),
      (pieces, start) => {
        const pipeline = new Pipeline({ hash: true });
        const a = { address: '127.0.0.1', port: 40_000 };
        const b = { address: '127.0.0.1', port: 2375 };
        pipeline.stream({ kind: 'connection-open', connection: 1, a, b, at: 0, handshake: 'seen' });
        const bytes = new Uint8Array(Buffer.from(start, 'latin1'));
        pipeline.stream({ kind: 'stream-chunk', connection: 1, direction: 'a-to-b', bytes, at: 1 });
        for (const [up, piece] of pieces) {
          const direction = up ? 'a-to-b' : 'b-to-a';
          pipeline.stream({ kind: 'stream-chunk', connection: 1, direction, bytes: piece, at: 2 });
          pipeline.packet({
            kind: 'packet',
            bytes: piece,
            originalLength: 400,
            at: 2,
            linkType: 1,
            interfaceId: 0,
          });
        }
        pipeline.end();
      },
    ),
    { numRuns: 200 },
  );
});
