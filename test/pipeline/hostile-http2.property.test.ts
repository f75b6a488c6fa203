/** HTTP/2, gRPC and protobuf that are broken in any way: nothing throws, hangs, or is called what it is not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { ascii, concat } from '../builders/bytes.ts';
import { fixturePackets } from '../builders/fixture-packets.ts';
import { streamsOf } from '../builders/fixture-streams.ts';
import { data, grpcMessage, headers, preface, request, settings } from '../builders/http2-frames.ts';

/** Every exchange, as its record and as JSON, at the end and in between. */
function run(events: readonly StreamEvent[]): number {
  const pipeline = new Pipeline({ hash: true });
  let exchanges = 0;
  const take = (said: ReturnType<Pipeline['end']>): void => {
    for (const event of said) {
      if (event.kind !== 'exchange-closed') continue;
      exchanges += 1;
      JSON.stringify(event.exchange);
    }
  };
  for (const [index, event] of events.entries()) {
    take(pipeline.stream(event));
    if (index % 50 === 0) JSON.stringify(pipeline.changed());
  }
  take(pipeline.end());
  return exchanges;
}

const position = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe.each(['buildkit-20-registry', 'buildkit-container', 'buildkit-two-at-once'])('%s', (scenario) => {
  const streams = streamsOf(fixturePackets(scenario));
  const chunks = streams.flatMap((event, index) => (event.kind === 'stream-chunk' ? [index] : []));

  /** Other bytes in one chunk, at `part` of its length. */
  const changed = (index: number, part: number, make: (bytes: Uint8Array, at: number) => Uint8Array) =>
    streams.map((event, other) => {
      if (other !== index || event.kind !== 'stream-chunk') return event;
      return { ...event, bytes: make(event.bytes, Math.floor(part * event.bytes.length)) };
    });

  const edits: Readonly<Record<string, (bytes: Uint8Array, at: number, garbage: Uint8Array) => Uint8Array>> =
    {
      flip: (bytes, at, garbage) => bytes.with(at, bytes[at]! ^ ((garbage[0] ?? 0) | 1)),
      cut: (bytes, at) => bytes.slice(0, at),
      insert: (bytes, at, garbage) => concat(bytes.slice(0, at), garbage, bytes.slice(at)),
      overwrite: (bytes, at, garbage) =>
        concat(bytes.slice(0, at), garbage, bytes.slice(at + garbage.length)),
      double: (bytes) => concat(bytes, bytes),
    };

  test('with a chunk that was changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(edits)),
        position,
        position,
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        (edit, where, part, garbage) => {
          const index = chunks[Math.floor(where * chunks.length)]!;
          expect(run(changed(index, part, (bytes, at) => edits[edit]!(bytes, at, garbage)))).toBeGreaterThan(
            0,
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a connection of a peer that means ill', () => {
  const connection = 1;
  const open: StreamEvent = {
    kind: 'connection-open',
    connection,
    a: { address: '127.0.0.1', port: 40_000 },
    b: { address: '127.0.0.1', port: 2375 },
    at: 1,
    handshake: 'seen',
  };
  const chunk = (bytes: Uint8Array, direction: 'a-to-b' | 'b-to-a' = 'a-to-b'): StreamEvent => ({
    kind: 'stream-chunk',
    connection,
    direction,
    bytes,
    at: 2,
  });
  const call = (stream: number, path: string): Uint8Array =>
    headers(stream, request(path, [['content-type', 'application/grpc']]));

  test.each([
    'moby.buildkit.v1.Control/Solve',
    'moby.buildkit.v1.Control/Status',
    'moby.buildkit.v1.Control/Session',
    'moby.buildkit.v1.frontend.LLBBridge/Solve',
    'moby.filesync.v1.FileSync/DiffCopy',
    'moby.filesync.v1.FileSend/DiffCopy',
    'moby.upload.v1.Upload/Pull',
    'moby.sshforward.v1.SSH/ForwardAgent',
  ])('any messages for %s', (method) => {
    const messages = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 12 });
    fc.assert(
      fc.property(messages, messages, (asked, answered) => {
        const events = [
          open,
          chunk(concat(preface, settings(), call(1, `/${method}`))),
          ...asked.map((bytes) => chunk(data(1, grpcMessage(bytes)))),
          chunk(concat(settings(), headers(1, [[':status', '200']])), 'b-to-a'),
          ...answered.map((bytes) => chunk(data(1, grpcMessage(bytes)), 'b-to-a')),
          chunk(data(1, '', { endStream: true })),
          chunk(headers(1, [['grpc-status', '0']], { endStream: true }), 'b-to-a'),
        ];
        expect(run(events)).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });

  test('any bytes behind a preface, and in the middle of a connection', () => {
    const events = (start: Uint8Array, pieces: readonly Uint8Array[]): readonly StreamEvent[] => [
      start.length === 0 ? { ...open, handshake: 'missed' } : open,
      chunk(start),
      ...pieces.map((bytes, index) => chunk(bytes, index % 2 === 0 ? 'a-to-b' : 'b-to-a')),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(preface, ascii('')),
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 10 }),
        (start, pieces) => {
          run(events(start, pieces));
        },
      ),
      { numRuns: 200 },
    );
  });
});
