import { describe, expect, test } from 'vitest';
import type { Direction } from '../../src/layer/origin.ts';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { ascii, concat } from '../builders/bytes.ts';
import { frame as dockerFrame } from '../builders/docker-frames.ts';
import { fixturePackets } from '../builders/fixture-packets.ts';
import { streamsOf } from '../builders/fixture-streams.ts';
import {
  data,
  grpcMessage,
  headers,
  preface,
  request,
  response,
  settings,
} from '../builders/http2-frames.ts';

/**
 * buildx's docker-container driver runs `buildctl dial-stdio` in a container, and speaks HTTP/2 over the exec's
 * streams. No image with BuildKit can be had without a network, so the connections here are real ones of
 * `POST /grpc` and `POST /session`, put into the frames and messages that the driver has around them.
 */
const streams = streamsOf(fixturePackets('buildkit-buildx-registry'));

type Piece = readonly [Direction, Uint8Array];

/** What both sides of a connection said after the head of its 101. */
function behindSwitch(connection: number): readonly Piece[] {
  const rest: Record<Direction, Uint8Array | null> = {
    'a-to-b': new Uint8Array(0),
    'b-to-a': new Uint8Array(0),
  };
  return streams.flatMap((event): readonly Piece[] => {
    if (event.kind !== 'stream-chunk' || event.connection !== connection) return [];
    const head = rest[event.direction];
    if (head === null) return [[event.direction, event.bytes]];
    const all = concat(head, event.bytes);
    const end = Buffer.from(all).indexOf('\r\n\r\n');
    rest[event.direction] = end < 0 ? all : null;
    return end < 0 || end + 4 === all.length ? [] : [[event.direction, all.subarray(end + 4)]];
  });
}

function exchangesOf(pieces: readonly Piece[]): readonly Exchange[] {
  const pipeline = new Pipeline();
  const connection = 1;
  const events: StreamEvent[] = [
    {
      kind: 'connection-open',
      connection,
      a: { address: '127.0.0.1', port: 40_000 },
      b: { address: '127.0.0.1', port: 2375 },
      at: 1,
      handshake: 'seen',
    },
    ...pieces.map(([direction, bytes]) => ({
      kind: 'stream-chunk' as const,
      connection,
      direction,
      bytes,
      at: 2,
    })),
  ];
  return [...events.flatMap((event) => pipeline.stream(event)), ...endOf(pipeline)].flatMap((event) =>
    event.kind === 'exchange-closed' ? [event.exchange] : [],
  );
}

function endOf(pipeline: Pipeline) {
  const side = {
    packets: 0,
    bytes: 0,
    retransmittedBytes: 0,
    outOfOrderPackets: 0,
    missingBytes: 0,
    stalledMs: 0,
  };
  return pipeline.stream({
    kind: 'connection-close',
    connection: 1,
    at: 3,
    how: 'fin',
    direction: null,
    statistics: { aToB: side, bToA: side },
  });
}

const whole = (() => {
  const pipeline = new Pipeline();
  return [...streams.flatMap((event) => pipeline.stream(event)), ...pipeline.end()].flatMap((event) =>
    event.kind === 'exchange-closed' ? [event.exchange] : [],
  );
})();

/** The calls of a connection, as far as they are the same wherever they are carried. */
function calls(exchanges: readonly Exchange[], connection: number) {
  return exchanges
    .filter((exchange) => exchange.connection === connection && exchange.docker.grpc !== null)
    .map(({ stream, operation, state, docker: { grpc } }) => ({
      stream,
      operation,
      state,
      caller: grpc?.caller,
      request: grpc?.request,
      response: grpc?.response,
      status: grpc?.status,
    }));
}

const busiest = (operation: string): number => {
  const carriers = whole.filter((exchange) => exchange.operation === operation);
  const count = ({ connection }: Exchange) => calls(whole, connection).length;
  return carriers.sort((one, other) => count(other) - count(one))[0]?.connection ?? 0;
};

const execHeads: readonly Piece[] = [
  [
    'a-to-b',
    ascii(
      'POST /v1.45/exec/0123456789ab/start HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{}',
    ),
  ],
  [
    'b-to-a',
    ascii(
      'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
    ),
  ],
];

/** The daemon's bytes as standard output of a container, in frames whose borders mean nothing. */
function inFrames(pieces: readonly Piece[], size: number): readonly Piece[] {
  return pieces.flatMap(([direction, bytes]): readonly Piece[] => {
    if (direction === 'a-to-b') return [[direction, bytes]];
    const frames: Piece[] = [];
    for (let from = 0; from < bytes.length; from += size) {
      frames.push([direction, dockerFrame(1, bytes.subarray(from, from + size))]);
    }
    return frames;
  });
}

describe('an exec of buildctl dial-stdio', () => {
  const connection = busiest('Grpc');
  const expected = calls(whole, connection);

  test.each([1, 13, 32_768])('in frames of %i bytes has the same calls', (size) => {
    expect(expected.length).toBeGreaterThan(10);
    const exchanges = exchangesOf([...execHeads, ...inFrames(behindSwitch(connection), size)]);
    expect(calls(exchanges, 1)).toEqual(expected);
    const exec = exchanges.find(({ operation }) => operation === 'ExecStart');
    expect(exec).toMatchObject({ state: 'complete', hijack: { protocol: 'tcp' } });
    expect(exchanges.filter(({ docker }) => docker.grpc?.carrier === exec?.id)).toHaveLength(expected.length);
  });

  test('settings of the daemon before the preface of the client', () => {
    const pieces = behindSwitch(connection);
    const first = pieces.findIndex(([direction]) => direction === 'b-to-a');
    const early = [...pieces.slice(first, first + 1), ...pieces.slice(0, first), ...pieces.slice(first + 1)];
    expect(calls(exchangesOf([...execHeads, ...inFrames(early, 100)]), 1)).toEqual(expected);
  });

  test('any other exec is left alone', () => {
    const exchanges = exchangesOf([
      ...execHeads,
      ['a-to-b', ascii('PRI\n')],
      ['b-to-a', dockerFrame(1, 'sh: PRI: not found\n')],
    ]);
    expect(exchanges).toMatchObject([
      { operation: 'ExecStart', hijack: { streams: { stdin: { bytes: 4 } } } },
    ]);
  });
});

describe('a session in the messages of Control/Session', () => {
  const connection = busiest('Session');
  const expected = calls(whole, connection);

  /** `BytesMessage`: field 1, with the length as a varint. */
  function bytesMessage(bytes: Uint8Array): Uint8Array {
    const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 0x7f) | 0x80, bytes.length >> 7];
    return grpcMessage(concat(Uint8Array.of(0x0a, ...length), bytes));
  }

  test('has the same calls, by the daemon', () => {
    expect(expected.length).toBeGreaterThan(3);
    expect(new Set(expected.map(({ caller }) => caller))).toEqual(new Set(['daemon']));
    const carried = behindSwitch(connection).flatMap(([direction, bytes]): readonly Piece[] => {
      const pieces: Piece[] = [];
      for (let from = 0; from < bytes.length; from += 9000) {
        pieces.push([direction, data(1, bytesMessage(bytes.subarray(from, from + 9000)))]);
      }
      return pieces;
    });
    const opening = request('/moby.buildkit.v1.Control/Session', [
      ['content-type', 'application/grpc'],
      ['x-docker-expose-session-uuid', 'made-up'],
    ]);
    const exchanges = exchangesOf([
      ['a-to-b', concat(preface, settings(), headers(1, opening))],
      ['b-to-a', concat(settings(), headers(1, response(200, [['content-type', 'application/grpc']])))],
      ...carried,
    ]);
    const outer = exchanges.find(({ operation }) => operation === 'moby.buildkit.v1.Control/Session');
    const inner = exchanges.filter(({ docker }) => docker.grpc?.carrier === outer?.id);
    expect(calls(inner, 1)).toEqual(expected);
  });
});
