import { expect, test } from 'vitest';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import type { Connection } from '../../src/model/connection.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';

const side = {
  packets: 0,
  bytes: 0,
  retransmittedBytes: 0,
  outOfOrderPackets: 0,
  missingBytes: 0,
  stalledMs: 0,
};
const open: StreamEvent = {
  kind: 'connection-open',
  connection: 1,
  a: { address: '10.0.0.1', port: 40_000 },
  b: { address: '10.0.0.2', port: 2375 },
  at: 1,
  handshake: 'seen',
};
const chunk = (direction: 'a-to-b' | 'b-to-a', text: string, at: number): StreamEvent => ({
  kind: 'stream-chunk',
  connection: 1,
  direction,
  bytes: Buffer.from(text),
  at,
});
const close = (how: 'fin' | 'reset', direction: 'a-to-b' | 'b-to-a' | null): StreamEvent => ({
  kind: 'connection-close',
  connection: 1,
  at: 90,
  how,
  direction,
  statistics: { aToB: side, bToA: side },
});

function connectionOf(...events: readonly StreamEvent[]): Connection | undefined {
  const pipeline = new Pipeline();
  const all = [open, ...events].flatMap((event) => pipeline.stream(event));
  return all.flatMap((event) => (event.kind === 'connection-closed' ? [event.connection] : []))[0];
}

test('a client that half-closes and reads on', () => {
  expect(
    connectionOf(
      chunk('a-to-b', 'GET /_ping HTTP/1.1\r\nHost: a\r\n\r\n', 10),
      { kind: 'stream-end', connection: 1, direction: 'a-to-b', at: 20 },
      chunk('b-to-a', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nO', 30),
      chunk('b-to-a', 'K', 40),
      { kind: 'stream-end', connection: 1, direction: 'b-to-a', at: 50 },
      close('fin', null),
    ),
  ).toMatchObject({
    lastByteAt: { client: 10, server: 40 },
    endedAt: { client: 20, server: 50 },
  });
});

test('a reset is no end of either side', () => {
  expect(
    connectionOf(chunk('a-to-b', 'GET /_ping HTTP/1.1\r\n', 10), close('reset', 'b-to-a')),
  ).toMatchObject({
    lastByteAt: { client: 10, server: null },
    endedAt: { client: null, server: null },
  });
});
