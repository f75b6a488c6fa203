import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpEvent } from '../../src/http/events.ts';
import { Http1Layer } from '../../src/http1/http1-layer.ts';
import { latin1Bytes } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

type Turns = readonly (readonly [from: 'client' | 'server', text: string | number])[];

interface Said {
  /** Bytes as they were sent, by exchange and side. */
  readonly wire: Readonly<Record<string, string>>;
  /** Everything else, which must not depend on whether they were asked for. */
  readonly others: readonly string[];
}

function play(turns: Turns, wire: boolean, cut: (bytes: Uint8Array) => readonly Uint8Array[]): Said {
  const layer = new Http1Layer({
    clientDirection: 'a-to-b',
    mightSwitch: ({ target }) => target === '/attach',
    switches: () => true,
    wire,
  });
  const told: Record<string, string> = {};
  const others: string[] = [];
  const note = (events: readonly HttpEvent[]) => {
    for (const event of events) {
      if (event.kind !== 'wire') others.push(`${event.kind} ${event.stream}`);
      else {
        const name = `${event.stream} ${event.side}`;
        told[name] = (told[name] ?? '') + Buffer.from(event.bytes).toString('latin1');
      }
    }
  };
  for (const [from, text] of turns) {
    const origin = { direction: from === 'client' ? 'a-to-b' : 'b-to-a', at: 1 } as const;
    if (typeof text === 'number') note(layer.gap(text, origin));
    else for (const piece of cut(latin1Bytes(text))) note(layer.push(piece.slice(), origin));
  }
  note(layer.finish(9, 'closed'));
  return { wire: told, others };
}

const GET = 'GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n';
const POST = 'POST /build HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n';
const CHUNKS = '3;a=b\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nX-Sum: 1\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK';
const UNTIL_END = 'HTTP/1.0 200 OK\r\n\r\nall of it';

const conversations: readonly [name: string, turns: Turns, wire: Readonly<Record<string, string>>][] = [
  [
    'one exchange',
    [
      ['client', GET],
      ['server', OK],
    ],
    { '1 request': GET, '1 response': OK },
  ],
  [
    'pipelined, then answered',
    [
      ['client', `${GET}${GET}`],
      ['server', `${OK}${OK}`],
    ],
    { '1 request': GET, '2 request': GET, '1 response': OK, '2 response': OK },
  ],
  [
    'chunks, extensions and trailers, an interim answer, and one more request',
    [
      ['client', `${POST}${CHUNKS}${GET}`],
      ['server', `HTTP/1.1 100 Continue\r\n\r\n${OK}${UNTIL_END}`],
    ],
    {
      '1 request': `${POST}${CHUNKS}`,
      '1 response': `HTTP/1.1 100 Continue\r\n\r\n${OK}`,
      '2 request': GET,
      '2 response': UNTIL_END,
    },
  ],
  [
    'empty lines before a head',
    [
      ['client', `${GET}\r\n\n${GET}`],
      ['server', `${OK}${OK}`],
    ],
    { '1 request': GET, '2 request': `\r\n\n${GET}`, '1 response': OK, '2 response': OK },
  ],
  [
    'a head that breaks off',
    [['client', 'GET / HTTP/1.1\r\nHost: d\r\nX-Cut: of']],
    { '1 request': 'GET / HTTP/1.1\r\nHost: d\r\nX-Cut: of' },
  ],
  [
    'heads before a connection is handed over',
    [
      ['client', 'POST /attach HTTP/1.1\r\nContent-Length: 0\r\n\r\nstdin'],
      ['server', 'HTTP/1.1 200 OK\r\n\r\nstdout'],
    ],
    {
      '1 request': 'POST /attach HTTP/1.1\r\nContent-Length: 0\r\n\r\n',
      '1 response': 'HTTP/1.1 200 OK\r\n\r\n',
    },
  ],
];

describe.each(conversations)('%s', (_, turns, expected) => {
  test('is told as it was sent, however it is cut', () => {
    for (const [index, [, text]] of turns.entries()) {
      everySplit(latin1Bytes(String(text)), (pieces) => {
        let turn = -1;
        const { wire } = play(turns, true, (bytes) => {
          turn += 1;
          return turn === index ? pieces : [bytes];
        });
        expect(wire).toEqual(expected);
        return wire;
      });
    }
  });

  test('says the same otherwise', () => {
    const whole = (bytes: Uint8Array) => [bytes];
    expect(play(turns, true, whole).others).toEqual(play(turns, false, whole).others);
    expect(play(turns, false, whole).wire).toEqual({});
  });
});

test('bytes on either side of a hole', () => {
  const head = 'POST /build HTTP/1.1\r\nContent-Length: 10\r\n\r\n';
  const turns: Turns = [
    ['client', `${head}abc`],
    ['client', 4],
    ['client', 'hij'],
    ['server', OK],
  ];
  const { wire, others } = play(turns, true, (bytes) => [bytes]);
  expect(wire['1 request']).toBe(`${head}abchij`);
  expect(others).toContain('request-gap 1');
});

test('no bytes whatever change what is said otherwise', () => {
  const piece = fc.oneof(
    fc.constantFrom(GET, POST, CHUNKS, OK, UNTIL_END, '\r\n', 'HTTP/1.1 101 Up\r\n\r\n'),
    fc.string({ maxLength: 20 }),
    fc.integer({ min: 1, max: 50 }),
  );
  const turns = fc.array(fc.tuple(fc.constantFrom('client', 'server'), piece), { maxLength: 12 });
  fc.assert(
    fc.property(turns, (said) => {
      const whole = (bytes: Uint8Array) => [bytes];
      expect(play(said, true, whole).others).toEqual(play(said, false, whole).others);
    }),
    { numRuns: 200 },
  );
});
