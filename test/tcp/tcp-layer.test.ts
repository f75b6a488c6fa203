import { describe, expect, test } from 'vitest';
import { NO_EVENTS } from '../../src/layer/layer.ts';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import {
  MAX_BUFFERED_BYTES,
  MAX_BUFFERED_BYTES_PER_STREAM,
  MAX_ISSUES,
  MAX_OPEN_CONNECTIONS,
} from '../../src/tcp/limits.ts';
import { TcpLayer } from '../../src/tcp/tcp-layer.ts';
import { Conversation, later, play, type ScriptPacket, START } from '../builders/tcp-conversation.ts';
import { eventLines } from '../builders/tcp-event-lines.ts';

function ofKind<Kind extends StreamEvent['kind']>(events: readonly StreamEvent[], kind: Kind) {
  return events.filter((event) => event.kind === kind) as Extract<StreamEvent, { kind: Kind }>[];
}

function atTime({ ip }: ScriptPacket, at: number) {
  return { ...ip, at };
}

describe('connections', () => {
  test('are numbered in the order of their first packets, with their ends as text', () => {
    const one = new Conversation({ aPort: 1001 });
    const two = new Conversation({ aPort: 1002, version: 6 });
    const [syn, synAck, ack] = two.handshake();
    const events = play(new TcpLayer(), [synAck!, one.a.syn(), syn!, ack!], { end: false });
    expect(events).toEqual([
      {
        kind: 'connection-open',
        connection: 1,
        a: { address: 'fd00::1', port: 1002 },
        b: { address: 'fd00::2', port: 2375 },
        at: START + 1_000,
        handshake: 'seen',
      },
      {
        kind: 'connection-open',
        connection: 2,
        a: { address: '10.0.0.1', port: 1001 },
        b: { address: '10.0.0.2', port: 2375 },
        at: START + 2_000,
        handshake: 'seen',
      },
    ]);
  });

  test('are kept apart when their packets alternate', () => {
    const conversations = [1, 2, 3].map((aPort) => new Conversation({ aPort }));
    const rounds = [
      ...[0, 1, 2].map((step) => conversations.map((conversation) => conversation.handshake()[step]!)),
      conversations.map(({ a }, index) => a.data(`request ${index}`)),
      conversations.map(({ b }, index) => b.data(`response ${index}`)),
    ];
    const events = play(new TcpLayer(), rounds.flat());
    expect(eventLines(ofKind(events, 'stream-chunk'))).toEqual([
      '1 a "request 0"',
      '2 a "request 1"',
      '3 a "request 2"',
      '1 b "response 0"',
      '2 b "response 1"',
      '3 b "response 2"',
    ]);
  });

  test('only of accepted ports are followed', () => {
    const layer = new TcpLayer({ accept: (source, destination) => source === 2 || destination === 2 });
    const packets = [1, 2].map((aPort) => new Conversation({ aPort }).a.syn());
    expect(ofKind(play(layer, packets), 'connection-open').map(({ a }) => a.port)).toEqual([2]);
  });

  test('close with counts for each direction', () => {
    const conversation = new Conversation();
    const { a, b } = conversation;
    const open = conversation.handshake();
    const [first, second, lost, last] = ['one', 'two', 'lost', 'last'].map((text) => a.data(text));
    const packets = [...open, second!, first!, first!, last!, b.ack(), later(60, b.data('answer'))];
    expect(lost).toBeDefined();
    expect(ofKind(play(new TcpLayer(), packets), 'connection-close')[0]?.statistics).toEqual({
      aToB: {
        packets: 6,
        bytes: 10,
        retransmittedBytes: 3,
        outOfOrderPackets: 1,
        missingBytes: 4,
        stalledMs: 0,
      },
      bToA: {
        packets: 3,
        bytes: 6,
        retransmittedBytes: 0,
        outOfOrderPackets: 0,
        missingBytes: 0,
        stalledMs: 0,
      },
    });
  });

  test('count how long each side had the other wait', () => {
    const conversation = new Conversation();
    const { a, b } = conversation;
    const packets = [
      ...conversation.handshake(),
      a.data('much'),
      b.ack({ window: 0 }),
      later(1_500, b.ack({ window: 0 })),
      later(500, b.ack()),
      a.ack({ window: 0 }),
      later(250, a.fin('', { window: 0 })),
      b.fin(),
      // Of a RST the window says nothing.
      b.rst({ window: 0 }),
    ];
    const [closed] = ofKind(play(new TcpLayer(), packets), 'connection-close');
    expect(closed?.statistics).toMatchObject({
      aToB: { stalledMs: 251 },
      bToA: { stalledMs: 2000 },
    });
  });

  test('are closed as idle, the least recently used first, when there are too many', () => {
    const layer = new TcpLayer();
    for (let index = 0; index < MAX_OPEN_CONNECTIONS; index += 1) {
      layer.push(atTime(new Conversation({ aPort: index + 1 }).a.syn(), START + index));
    }
    const busy = new Conversation({ aPort: 1 }).a.ack();
    expect(layer.push(atTime(busy, START + MAX_OPEN_CONNECTIONS))).toEqual([]);
    const events = layer.push(
      atTime(new Conversation({ aPort: 60_000 }).a.syn(), START + MAX_OPEN_CONNECTIONS + 1),
    );
    const closed = ofKind(events, 'connection-close');
    expect(closed.map(({ how }) => how)).toEqual(Array(MAX_OPEN_CONNECTIONS / 8).fill('idle'));
    expect(closed[0]?.connection).toBe(2);
  });
});

describe('bytes', () => {
  test('in order are a view of their packet, with its time', () => {
    const layer = new TcpLayer();
    const { a } = new Conversation();
    layer.push(atTime(a.syn(), START));
    const packet = atTime(a.data('hello'), START + 5);
    const [chunk] = ofKind(layer.push(packet), 'stream-chunk');
    expect(chunk?.bytes.buffer).toBe(packet.bytes.buffer);
    expect(chunk?.at).toBe(START + 5);
  });

  test('that waited keep the time of their own packet', () => {
    const { a } = new Conversation();
    const [syn, first, second] = [a.syn(), a.data('one'), a.data('two')];
    const chunks = ofKind(play(new TcpLayer(), [syn, second, first]), 'stream-chunk');
    expect(chunks.map(({ at }) => at - START)).toEqual([3_000, 2_000]);
  });

  test('of a bare acknowledgment cost no list', () => {
    const layer = new TcpLayer();
    const { a, b } = new Conversation();
    layer.push(atTime(a.syn(), START));
    layer.push(atTime(b.synAck(), START));
    expect(layer.push(atTime(a.ack(), START))).toBe(NO_EVENTS);
  });
});

describe('time', () => {
  /** Two connections, of which the first has an acknowledged hole and then falls silent. */
  function silent(): { layer: TcpLayer; other: Conversation; at: number } {
    const layer = new TcpLayer();
    const conversation = new Conversation({ aPort: 1 });
    const open = conversation.handshake();
    conversation.a.data('lost!');
    const events = play(layer, [...open, conversation.b.ack()], { end: false });
    expect(eventLines(events)).toEqual(['1 open seen']);
    return { layer, other: new Conversation({ aPort: 2 }), at: START + 4_000 };
  }

  test('that passes without packets gives up a hole', () => {
    const { layer, at } = silent();
    expect(layer.flushOlderThan(at + 49_999)).toEqual([]);
    expect(eventLines(layer.flushOlderThan(at + 50_000))).toEqual(['1 a gap 5 lost']);
  });

  test('that passes with packets of others does so too', () => {
    const { layer, other, at } = silent();
    const lines = eventLines(layer.push(atTime(other.a.syn(), at + 100_000)));
    expect(lines).toEqual(['2 open seen', '1 a gap 5 lost']);
  });

  test('that stands still is replaced by a count of packets', () => {
    const { layer } = silent();
    const { a, b } = new Conversation({ aPort: 1 });
    const ack = a.ack().ip;
    expect(b.sent).toBe(0);
    const events = Array.from({ length: 1_100 }, () => layer.push({ ...ack, at: START + 4_000 })).flat();
    expect(eventLines(events)).toEqual(['1 a gap 5 lost']);
  });
});

describe('bounds', () => {
  const BLOCK = new Uint8Array(64 << 10).fill(0x2e);

  test('a stream that buffers too much gives up its hole', () => {
    const conversation = new Conversation();
    const { a } = conversation;
    const packets = conversation.handshake();
    a.data('lost');
    for (let sent = 0; sent < MAX_BUFFERED_BYTES_PER_STREAM; sent += BLOCK.length)
      packets.push(a.data(BLOCK));
    const layer = new TcpLayer();
    const events = play(layer, packets, { end: false });
    expect(ofKind(events, 'stream-gap')).toMatchObject([{ missing: 4, cause: 'limit' }]);
    expect(ofKind(events, 'stream-chunk')).toHaveLength(MAX_BUFFERED_BYTES_PER_STREAM / BLOCK.length);
    expect(layer.bufferedBytes).toBe(0);
  });

  test('a stream that waits for the other one makes that one give up its hole', () => {
    const conversation = new Conversation();
    const { a, b } = conversation;
    const packets = conversation.handshake();
    a.data('request');
    for (let sent = 0; sent < MAX_BUFFERED_BYTES_PER_STREAM; sent += BLOCK.length) {
      packets.push({ ...b.data(BLOCK), delay: 1 });
    }
    const events = play(new TcpLayer(), packets, { end: false });
    expect(events.map(({ kind }) => kind).slice(0, 3)).toEqual([
      'connection-open',
      'stream-gap',
      'stream-chunk',
    ]);
    expect(ofKind(events, 'stream-gap')).toMatchObject([{ direction: 'a-to-b', missing: 7, cause: 'lost' }]);
  });

  test('connections that buffer too much together: the longest waiting gives up its hole', () => {
    const layer = new TcpLayer();
    const conversations = Array.from({ length: 12 }, (_, index) => new Conversation({ aPort: index + 1 }));
    const packets: ScriptPacket[] = [];
    for (const conversation of conversations) {
      packets.push(...conversation.handshake());
      conversation.a.data('lost');
      for (let block = 0; block < 48; block += 1) packets.push(conversation.a.data(BLOCK));
    }
    const gaps = ofKind(play(layer, packets, { end: false }), 'stream-gap');
    // Three MiB each: ten connections fit into 32 MiB, so the eleventh and twelfth send the first two away.
    expect(gaps.map(({ connection, cause }) => [connection, cause])).toEqual([
      [1, 'limit'],
      [2, 'limit'],
    ]);
    expect(layer.bufferedBytes).toBeLessThanOrEqual(MAX_BUFFERED_BYTES);
  });

  test('a segment far from its stream is left out, until the next one continues it', () => {
    const { a } = new Conversation();
    const far = 0x6000_0000;
    const packets = [
      a.syn(),
      a.data('near', { seq: 0 }),
      a.data('far', { seq: far }),
      a.data('next', { seq: far + 3 }),
    ];
    expect(eventLines(play(new TcpLayer(), packets))).toEqual([
      '1 open seen',
      '1 a "near"',
      '1 issue tcp/out-of-window',
      '1 issue tcp/jump',
      `1 a gap ${far + 3 - 4} lost`,
      '1 a "next"',
      '1 close capture-end',
    ]);
  });

  test('a direction may send more than sequence numbers can count without an acknowledgment captured', () => {
    const conversation = new Conversation();
    const { a } = conversation;
    const packets = conversation.handshake();
    // The snap length cut all but one byte of each 64 MiB.
    const length = 64 << 20;
    for (let index = 0; index < 80; index += 1) {
      const { ip, delay } = a.data('x', { seq: index * length });
      packets.push({ ip: { ...ip, missing: length - 1 }, delay });
    }
    const events = play(new TcpLayer(), packets);
    expect(ofKind(events, 'stream-chunk')).toHaveLength(80);
    const gaps = ofKind(events, 'stream-gap');
    expect(gaps.map(({ missing, cause }) => `${missing} ${cause}`)).toEqual(
      Array(80).fill(`${length - 1} snap-length`),
    );
  });

  test('issues of one connection', () => {
    const { a } = new Conversation();
    const strays = Array.from({ length: 100 }, (_, index) => a.data('x', { seq: 0x6000_0000 - index * 50 }));
    const events = play(new TcpLayer(), [a.syn(), ...strays]);
    expect(ofKind(events, 'issue')).toHaveLength(MAX_ISSUES);
  });
});

describe('a broken header', () => {
  const { ip } = new Conversation().a.syn();

  test.each([
    { name: 'cut off', change: { end: ip.start + 19 } },
    { name: 'cut off by the snap length', change: { end: ip.start + 12, missing: 8 } },
    { name: 'empty', change: { end: ip.start } },
  ])('$name', ({ change }) => {
    const events = new TcpLayer().push({ ...ip, ...change });
    expect(events).toMatchObject([{ kind: 'issue', code: 'tcp/header-invalid', connection: 0 }]);
  });

  test('is an issue only so often', () => {
    const layer = new TcpLayer();
    const events = Array.from({ length: 100 }, () => layer.push({ ...ip, end: ip.start })).flat();
    expect(events).toHaveLength(MAX_ISSUES);
  });
});
