import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish, lost, play, type ReadonlyPlain, type Turn } from '../builders/http1-conversation.ts';
import { chunked, head, latin1Bytes } from '../builders/http1-messages.ts';

type Side = 'client' | 'server';

/** Exchanges of one connection, as [request, response]. No two bodies are alike. */
const conversation: readonly (readonly [string, string])[] = [
  [
    head('HEAD /_ping HTTP/1.1', 'Host: docker'),
    head('HTTP/1.1 200 OK', 'Content-Length: 40', 'Api-Version: 1.41'),
  ],
  [
    head('POST /v1.41/build?t=web HTTP/1.1', 'Host: docker', 'Transfer-Encoding: chunked') +
      chunked('a tar of several', 'chunks, one of which\r\n12\r\nquotes a size', 'and\nlines'),
    head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked') +
      chunked('{"stream":"Step 1/2"}\r\n', '{"stream":"Step 2/2"}\r\n'),
  ],
  [
    `${head('POST /v1.41/auth HTTP/1.1', 'Host: docker', 'Content-Length: 19')}{"username":"anna"}`,
    `${head('HTTP/1.1 500 Internal Server Error', 'Content-Length: 17')}{"message":"no!"}`,
  ],
  [head('GET /v1.41/info HTTP/1.1', 'Host: docker'), `${head('HTTP/1.1 200 OK', 'Content-Length: 2')}{}`],
];

/**
 * Plays the conversation with bytes `[from, to)` of one side lost; a gap is told where it begins.
 * `serverLast`: what the server said arrives only when the client has said all, as behind a hole that
 * nobody acknowledged; the times are still those of the capture.
 */
function withLoss(side: Side, from: number, to: number, serverLast = false): readonly ReadonlyPlain[] {
  const turns: Turn[] = [];
  const offsets = { client: 0, server: 0 };
  const say = (who: Side, text: string): void => {
    const bytes = latin1Bytes(text);
    const start = offsets[who];
    offsets[who] += bytes.length;
    if (who !== side) {
      turns.push({ from: who, bytes });
      return;
    }
    const before = bytes.subarray(0, Math.max(0, from - start));
    const after = bytes.subarray(Math.min(bytes.length, Math.max(0, to - start)));
    const missing = bytes.length - before.length - after.length;
    if (before.length > 0) turns.push({ from: who, bytes: before });
    if (missing > 0) turns.push(lost(who, missing));
    if (after.length > 0) turns.push({ from: who, bytes: after });
  };
  for (const [request, response] of conversation) {
    say('client', request);
    say('server', response);
  }
  const timed = turns.map((turn, index) => ({ ...turn, at: index + 1 }));
  const order = (turn: Turn): number => (serverLast && 'from' in turn && turn.from === 'server' ? 1 : 0);
  return play([...timed.toSorted((one, other) => order(one) - order(other)), finish('capture-end')]);
}

interface Seen {
  target: unknown;
  status: unknown;
  request: string;
  response: string;
  state: unknown;
}

function exchangesOf(events: readonly ReadonlyPlain[]): readonly Seen[] {
  const exchanges = new Map<unknown, Seen>();
  for (const event of events) {
    if (event.stream === null) continue;
    const exchange = exchanges.get(event.stream) ?? {
      target: null,
      status: null,
      request: '',
      response: '',
      state: null,
    };
    exchanges.set(event.stream, exchange);
    expect(exchange.state, 'nothing after an end').toBeNull();
    if (event.kind === 'request-head') exchange.target = event.target;
    else if (event.kind === 'response-head') exchange.status = event.status;
    else if (event.kind === 'request-data') exchange.request += event.bytes;
    else if (event.kind === 'response-data') exchange.response += event.bytes;
    else if (event.kind === 'exchange-end') exchange.state = event.state;
  }
  return [...exchanges.values()];
}

const whole = exchangesOf(withLoss('client', 0, 0));

/** Index of the exchange that holds byte `offset` of `side`. */
function exchangeAt(side: Side, offset: number): number {
  let end = 0;
  return conversation.findIndex((pair) => {
    end += pair[side === 'client' ? 0 : 1].length;
    return offset < end;
  });
}

describe('lost bytes', () => {
  it('are the only reason for an exchange not to be complete', () => {
    expect(whole.map(({ target, status, state }) => [target, status, state])).toEqual([
      ['/_ping', 200, 'complete'],
      ['/v1.41/build?t=web', 200, 'complete'],
      ['/v1.41/auth', 500, 'complete'],
      ['/v1.41/info', 200, 'complete'],
    ]);
  });

  it.each<{ side: Side; serverLast: boolean }>([
    { side: 'client', serverLast: false },
    { side: 'server', serverLast: false },
    { side: 'client', serverLast: true },
    { side: 'server', serverLast: true },
  ])('of the $side leave other exchanges as they were (server last: $serverLast)', ({ side, serverLast }) => {
    const length = conversation.reduce((sum, pair) => sum + pair[side === 'client' ? 0 : 1].length, 0);
    for (let from = 0; from < length; from += serverLast ? 7 : 1) {
      for (const size of [1, 2, 7, 14, 40, 90, 200, 400, length]) {
        const to = Math.min(length, from + size);
        const seen = exchangesOf(withLoss(side, from, to, serverLast));
        const [first, last] = [exchangeAt(side, from), exchangeAt(side, to - 1)];
        const untouched = whole.filter((_, index) => index < first || index > last);
        expect(seen, `${side} without ${from} to ${to}`).toEqual(expect.arrayContaining(untouched));
        expect(seen.every(({ state }) => state !== null)).toBe(true);
        expect(seen.filter(({ state }) => state === 'complete')).toHaveLength(untouched.length);
      }
    }
  });
});

describe('any bytes', () => {
  const pieces = [
    'GET / HTTP/1.1\r\n',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 101 UPGRADED\r\n',
    'HTTP/1.1 100 Continue\r\n',
    'POST /containers/x/attach HTTP/1.1\r\n',
    'Content-Length: 3\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Upgrade: tcp\r\n',
    '\r\n',
    '3\r\nabc\r\n',
    '0\r\n',
    'a: \r b\n',
  ];
  const bytes = fc.oneof(
    fc.constantFrom(...pieces),
    fc.string({ maxLength: 6 }),
    fc.uint8Array({ maxLength: 12 }).map((array) => array.slice()),
  );
  const from = fc.constantFrom<Side>('client', 'server');
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    { weight: 12, arbitrary: fc.record({ from, bytes }) },
    { weight: 2, arbitrary: fc.record({ from, gap: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ from, end: fc.constant(true as const) }) },
  );

  it('are read without throwing, the same however they are cut, and every exchange ends once', () => {
    const questions = { mightSwitch: () => true, switches: () => false };
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 25 }), fc.integer({ min: 1, max: 9 }), (turns, size) => {
        const all = [...turns, finish('reset')];
        const read = play(all, questions);
        const cut = play(all, questions, (array) => {
          const parts: Uint8Array[] = [];
          for (let at = 0; at < array.length; at += size) parts.push(array.slice(at, at + size));
          return parts;
        });
        expect(cut).toEqual(read);
        const begun = new Set(read.map((event) => event.stream).filter((stream) => stream !== null));
        const ended = read.filter(({ kind }) => kind === 'exchange-end' || kind === 'protocol-switch');
        expect(ended.map((event) => event.stream).sort()).toEqual([...begun].sort());
      }),
      { numRuns: 400 },
    );
  });
});
