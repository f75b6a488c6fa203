import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import { MAX_BUFFERED_BYTES } from '../../src/tcp/limits.ts';
import { TcpLayer } from '../../src/tcp/tcp-layer.ts';
import { concat } from '../builders/bytes.ts';
import { Conversation, play, type ScriptPacket, type Side, START } from '../builders/tcp-conversation.ts';
import { tcpIpPayload, tcpSegment } from '../builders/tcp-segment.ts';

/** A turn: one side sends a few segments, having read all that the other has sent before. */
interface Turn {
  readonly fromA: boolean;
  readonly lengths: readonly number[];
}

const sequence = fc.oneof(
  fc.integer({ min: 0, max: 0xffff_ffff }),
  fc.integer({ min: 0xffff_ff00, max: 0xffff_ffff }),
  fc.integer({ min: 0x7fff_ff00, max: 0x8000_0000 }),
);

const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({ fromA: fc.boolean(), lengths: fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }) }),
  { minLength: 1, maxLength: 12 },
);

/** Byte `position` of a side's stream; both differ from place to place and from one another. */
function streamBytes(fromA: boolean, from: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => ((from + index) * 7 + (fromA ? 0 : 128)) & 0xff);
}

interface Sent {
  readonly packet: ScriptPacket;
  readonly turn: number;
}

function send(conversation: Conversation, script: readonly Turn[]): Sent[] {
  return script.flatMap(({ fromA, lengths }, turn) =>
    lengths.map((length) => {
      const side = fromA ? conversation.a : conversation.b;
      return { packet: side.data(streamBytes(fromA, side.sent, length)), turn };
    }),
  );
}

/** Moves each packet by at most a few places, as `keys` say. */
function shuffled<Item>(items: readonly Item[], keys: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, place: index + (keys[index % keys.length] ?? 0) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

interface Received {
  /** Positions that were delivered, with their bytes. */
  readonly pieces: readonly { readonly position: number; readonly bytes: Uint8Array }[];
  readonly delivered: number;
  readonly missing: number;
}

function received(events: readonly StreamEvent[], direction: 'a-to-b' | 'b-to-a'): Received {
  const pieces: { position: number; bytes: Uint8Array }[] = [];
  let delivered = 0;
  let missing = 0;
  for (const event of events) {
    if (event.kind === 'stream-chunk' && event.direction === direction) {
      pieces.push({ position: delivered + missing, bytes: event.bytes });
      delivered += event.bytes.length;
    } else if (event.kind === 'stream-gap' && event.direction === direction) {
      missing += event.missing;
    }
  }
  return { pieces, delivered, missing };
}

function expectWhole(events: readonly StreamEvent[], side: Side, fromA: boolean): void {
  const { pieces, missing } = received(events, fromA ? 'a-to-b' : 'b-to-a');
  expect(missing).toBe(0);
  expect(concat(...pieces.map(({ bytes }) => bytes))).toEqual(streamBytes(fromA, 0, side.sent));
}

const smallMoves = fc.array(fc.nat(8), { minLength: 1, maxLength: 40 });

describe('whatever order segments are captured in', () => {
  test('all bytes come out, with repetitions and overlaps of any cut', () => {
    const repetition = fc.record({
      fromA: fc.boolean(),
      at: fc.nat(1000),
      length: fc.nat(60),
      place: fc.nat(60),
    });
    fc.assert(
      fc.property(
        sequence,
        sequence,
        turns,
        smallMoves,
        fc.array(repetition, { maxLength: 10 }),
        (a, b, script, moves, repetitions) => {
          const conversation = new Conversation({ a, b });
          const open = conversation.handshake();
          const packets = send(conversation, script).map(({ packet }) => packet);
          for (const { fromA, at, length, place } of repetitions) {
            const side = fromA ? conversation.a : conversation.b;
            const from = side.sent === 0 ? 0 : at % side.sent;
            const bytes = streamBytes(fromA, from, Math.min(length, side.sent - from));
            packets.splice(place, 0, side.data(bytes, { seq: from }));
          }
          const events = play(new TcpLayer(), [...open, ...shuffled(packets, moves)]);
          expectWhole(events, conversation.a, true);
          expectWhole(events, conversation.b, false);
          expect(events.filter(({ kind }) => kind === 'issue')).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what a turn answers comes before it', () => {
    fc.assert(
      fc.property(sequence, sequence, turns, smallMoves, (a, b, script, moves) => {
        const conversation = new Conversation({ a, b });
        const open = conversation.handshake();
        const packets = shuffled(send(conversation, script), moves).map(({ packet }) => packet);
        const events = play(new TcpLayer(), [...open, ...packets]);
        const fromA = { true: 0, false: 0 };
        const startOfTurn = script.map((turn) => {
          const start = { side: turn.fromA, own: fromA[`${turn.fromA}`], others: fromA[`${!turn.fromA}`] };
          fromA[`${turn.fromA}`] += turn.lengths.reduce((sum, length) => sum + length, 0);
          return start;
        });
        const seen = { true: 0, false: 0 };
        for (const event of events) {
          if (event.kind !== 'stream-chunk') continue;
          const side = event.direction === 'a-to-b';
          seen[`${side}`] += event.bytes.length;
          for (const turn of startOfTurn) {
            if (turn.side === side && turn.own < seen[`${side}`]) {
              expect(seen[`${!side}`]).toBeGreaterThanOrEqual(turn.others);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('of a capture with losses, bytes and gaps add up and every byte is in its place', () => {
  fc.assert(
    fc.property(
      sequence,
      sequence,
      turns,
      smallMoves,
      fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }),
      fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 }),
      (a, b, script, moves, captured, delays) => {
        const conversation = new Conversation({ a, b });
        const open = conversation.handshake();
        const packets = shuffled(send(conversation, script), moves)
          .filter((_, index) => captured[index % captured.length])
          .map(({ packet }, index) => ({ ...packet, delay: delays[index % delays.length]! }));
        const last = [conversation.a.ack(), conversation.b.ack(), conversation.a.fin(), conversation.b.fin()];
        const events = play(new TcpLayer(), [...open, ...packets, ...last]);
        for (const fromA of [true, false]) {
          const { sent } = fromA ? conversation.a : conversation.b;
          const { pieces, delivered, missing } = received(events, fromA ? 'a-to-b' : 'b-to-a');
          expect(delivered + missing).toBe(sent);
          for (const { position, bytes } of pieces) {
            expect(bytes).toEqual(streamBytes(fromA, position, bytes.length));
          }
        }
        expect(events.at(-1)).toMatchObject({ kind: 'connection-close', how: 'fin' });
      },
    ),
    { numRuns: 300 },
  );
});

describe('no segments whatever throw', () => {
  const near = fc.oneof(fc.nat(40), fc.nat(0xffff_ffff), fc.integer({ min: 0xffff_ffe0, max: 0xffff_ffff }));
  const segment = fc.record({
    fromA: fc.boolean(),
    sequence: near,
    acknowledgment: near,
    flags: fc.subarray(['F', 'S', 'R', 'P', '.', '.', '.', 'U']).map((letters) => letters.join('')),
    length: fc.oneof(fc.nat(20), fc.nat(3000)),
    cut: fc.nat(40),
    delay: fc.oneof(fc.nat(2000), fc.integer({ min: -1_000_000, max: 200_000_000 })),
  });

  test('of one connection, and every connection that opened closes once', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 120 }), (segments) => {
        const layer = new TcpLayer();
        const hosts = [
          [10, 0, 0, 1],
          [10, 0, 0, 2],
        ] as const;
        let at = START;
        const events: StreamEvent[] = [];
        for (const { fromA, length, cut, delay, ...fields } of segments) {
          at += delay;
          const [source, destination] = fromA ? hosts : [hosts[1], hosts[0]];
          const [sourcePort, destinationPort] = fromA ? [1, 2] : [2, 1];
          const payload = new Uint8Array(length);
          const bytes = tcpSegment({ ...fields, sourcePort, destinationPort, payload });
          const ip = tcpIpPayload(source, destination, bytes, { at, cut: Math.min(cut, bytes.length) });
          events.push(...layer.push(ip));
          expect(layer.bufferedBytes).toBeLessThanOrEqual(MAX_BUFFERED_BYTES);
        }
        events.push(...layer.flushOlderThan(at + 1), ...layer.end(at));
        expect(layer.bufferedBytes).toBe(0);
        const open = events
          .filter(({ kind }) => kind === 'connection-open')
          .map(({ connection }) => connection);
        const close = events
          .filter(({ kind }) => kind === 'connection-close')
          .map(({ connection }) => connection);
        expect(open).toEqual(open.map((_, index) => index + 1));
        expect([...close].sort((one, other) => one - other)).toEqual(open);
        const over = new Set<string>();
        for (const event of events) {
          if (event.kind === 'stream-gap') expect(event.missing).toBeGreaterThan(0);
          if (event.kind === 'stream-chunk') expect(event.bytes.length).toBeGreaterThan(0);
          const direction = 'direction' in event ? event.direction : null;
          expect(over).not.toContain(`${event.connection}`);
          if (event.kind === 'connection-close') over.add(`${event.connection}`);
          else expect(over).not.toContain(`${event.connection} ${direction}`);
          if (event.kind === 'stream-end') over.add(`${event.connection} ${direction}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 20 }), (packets) => {
        const layer = new TcpLayer();
        for (const bytes of packets) layer.push(tcpIpPayload([1, 2, 3, 4], [5, 6, 7, 8], bytes));
        layer.end(START);
      }),
      { numRuns: 200 },
    );
  });
});
