import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Http2Layer } from '../../src/http2/http2-layer.ts';
import { ascii, concat, counting, zeros } from '../builders/bytes.ts';
import { type Http2Turn, type PlayOptions, playHttp2 } from '../builders/http2-conversation.ts';
import {
  block,
  continuation,
  data,
  frame,
  frameType,
  goaway,
  headers,
  indexedBlock,
  ping,
  preface,
  request,
  reset,
  response,
  settings,
  settingsAnswer,
  windowUpdate,
} from '../builders/http2-frames.ts';
import { everySplit } from '../every-split.ts';

const NO_ERROR = 0;
const CANCEL = 8;
const MAX_FRAME_SIZE = 5;

/** A connection's beginning, before any stream. */
const clientOpens = concat(preface, settings([3, 100]), windowUpdate(0, 1_000_000));
const serverOpens = concat(settings([4, 65_535]), settingsAnswer);

/** A call with a message each way, as gRPC makes it. */
const callUp = concat(
  headers(1, request('/a.B/C', [['te', 'trailers']])),
  data(1, 'ask', { endStream: true }),
);
const callDown = concat(
  headers(1, response(200, [['content-type', 'application/grpc']])),
  data(1, 'answer'),
  headers(1, [['grpc-status', '0']], { endStream: true }),
);
const callLines = [
  '1 request POST /a.B/C te=trailers',
  '1 request-data ask',
  '1 request-end',
  '1 response 200 content-type=application/grpc',
  '1 response-data answer',
  '1 response-end grpc-status=0',
  '1 complete',
];

describe('exchanges', () => {
  test.each<[string, readonly Http2Turn[], readonly string[], PlayOptions?]>([
    [
      'a call',
      [
        ['client', concat(clientOpens, callUp)],
        ['server', concat(serverOpens, callDown)],
      ],
      callLines,
    ],
    [
      'the same where the side that opened the connection answers',
      [
        ['server', serverOpens],
        ['client', concat(clientOpens, callUp)],
        ['server', callDown],
      ],
      callLines,
      { rolesUnknown: true },
    ],
    [
      'a request without content, and an answer without one',
      [
        ['client', concat(clientOpens, headers(1, request('/_ping', [], 'GET'), { endStream: true }))],
        ['server', headers(1, response(204), { endStream: true })],
      ],
      ['1 request GET /_ping', '1 request-end', '1 response 204', '1 response-end', '1 complete'],
    ],
    [
      'two streams that take turns',
      [
        ['client', concat(clientOpens, headers(1, request('/one')), headers(3, request('/three')))],
        ['client', concat(data(1, 'a'), data(3, 'b'), data(1, 'c', { endStream: true }))],
        ['server', headers(3, response(200), { endStream: true })],
        ['client', data(3, 'd', { endStream: true })],
      ],
      [
        '1 request POST /one',
        '3 request POST /three',
        '1 request-data a',
        '3 request-data b',
        '1 request-data c',
        '1 request-end',
        '3 response 200',
        '3 response-end',
        '3 request-data d',
        '3 request-end',
        '3 complete',
      ],
    ],
    [
      'an interim response',
      [
        ['client', concat(clientOpens, headers(1, request('/a'), { endStream: true }))],
        ['server', concat(headers(1, response(103)), headers(1, response(200), { endStream: true }))],
      ],
      [
        '1 request POST /a',
        '1 request-end',
        '1 interim 103',
        '1 response 200',
        '1 response-end',
        '1 complete',
      ],
    ],
    [
      'padding and priority',
      [
        [
          'client',
          concat(
            clientOpens,
            headers(1, request('/a'), { padding: 7, priority: true }),
            frame(frameType.priority, 0, 1, concat(zeros(4), Uint8Array.of(1))),
            data(1, 'content', { padding: 200 }),
            data(1, '', { padding: 0, endStream: true }),
          ),
        ],
      ],
      ['1 request POST /a', '1 request-data content', '1 request-end'],
    ],
    [
      'a head in pieces',
      [
        [
          'client',
          concat(
            clientOpens,
            headers(1, block(request('/a', [['x', 'y']])).subarray(0, 10), {
              endHeaders: false,
              endStream: true,
            }),
            continuation(1, block(request('/a', [['x', 'y']])).subarray(10, 11), false),
            continuation(1, new Uint8Array(0), false),
            continuation(1, block(request('/a', [['x', 'y']])).subarray(11), true),
          ),
        ],
      ],
      ['1 request POST /a x=y', '1 request-end'],
    ],
    [
      'CONNECT has an authority and no path',
      [
        [
          'client',
          concat(
            clientOpens,
            headers(1, [
              [':method', 'CONNECT'],
              [':authority', 'host:80'],
            ]),
          ),
        ],
      ],
      ['1 request CONNECT host:80'],
    ],
    [
      'pings, windows, settings and extensions say nothing',
      [
        ['client', concat(clientOpens, ping(), windowUpdate(1, 9), frame(0x10, 3, 0, ascii('u=1')))],
        ['server', concat(serverOpens, ping(true), goaway(0, NO_ERROR))],
      ],
      [],
    ],
  ])('%s', (_, turns, lines, options = {}) => {
    expect(playHttp2(turns, options)).toEqual(lines);
    const bytewise = (bytes: Uint8Array) => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
    expect(playHttp2(turns, { ...options, cut: bytewise }), 'one byte at a time').toEqual(lines);
  });

  test('mean the same wherever they are cut', () => {
    const up = concat(clientOpens, callUp);
    everySplit(up, (pieces) =>
      playHttp2([['server', serverOpens], ...pieces.map((piece) => ['client', piece] as const)]),
    );
    const down = concat(serverOpens, callDown);
    everySplit(down, (pieces) =>
      playHttp2([['client', up], ...pieces.map((piece) => ['server', piece] as const)]),
    );
  });
});

describe('ends', () => {
  const open: readonly Http2Turn[] = [
    ['client', concat(clientOpens, headers(1, request('/a')), data(1, 'ask'))],
    ['server', concat(serverOpens, headers(1, response(200)))],
  ];
  const openLines = ['1 request POST /a', '1 request-data ask', '1 response 200'];
  const answered = headers(1, [['grpc-status', '0']], { endStream: true });
  test.each<[string, readonly Http2Turn[], readonly string[]]>([
    [
      'both sides reset a call that is answered, without an error: DiffCopy',
      [
        ['server', concat(answered, reset(1, NO_ERROR))],
        ['client', reset(1, NO_ERROR)],
      ],
      ['1 response-end grpc-status=0', '1 request-end', '1 complete'],
    ],
    [
      'the client does not want the rest',
      [['client', reset(1, CANCEL)]],
      ['1 request-end cut', '1 response-end cut', '1 aborted'],
    ],
    [
      'frames that were under way when the client gave up',
      [
        ['client', reset(1, CANCEL)],
        ['server', concat(data(1, 'late'), answered)],
      ],
      ['1 request-end cut', '1 response-end cut', '1 aborted'],
    ],
    ['the capture', [['finish', 'capture-end']], ['1 request-end cut', '1 response-end cut', '1 open']],
    ['a reset connection', [['finish', 'reset']], ['1 request-end cut', '1 response-end cut', '1 aborted']],
    [
      'both sides of the connection',
      [
        ['server', 'fin'],
        ['client', 'fin'],
        ['finish', 'closed'],
      ],
      ['1 response-end cut', '1 request-end cut', '1 aborted'],
    ],
    [
      'the client half-closes, and the answer goes on',
      [
        ['client', 'fin'],
        ['server', concat(data(1, 'x'), answered)],
      ],
      ['1 request-end cut', '1 response-data x', '1 response-end grpc-status=0', '1 aborted'],
    ],
    ['GOAWAY with an error', [['server', goaway(1, 11, 'too_many_pings')]], ['null http2/goaway']],
  ])('%s', (_, turns, lines) => {
    expect(playHttp2([...open, ...turns])).toEqual([...openLines, ...lines]);
  });
});

describe('lost bytes', () => {
  const content = 'abcdefghij';
  const up = concat(
    clientOpens,
    headers(1, request('/a')),
    data(1, content),
    data(1, 'next'),
    ping(),
    ping(),
  );
  const inContent = clientOpens.length + headers(1, request('/a')).length + 9 + 3;
  const play = (from: number, to: number) =>
    playHttp2([
      ['client', up.subarray(0, from)],
      ['client', to - from],
      ['client', up.subarray(to)],
      ['finish', 'capture-end'],
    ]);

  test('inside of content it goes on by count', () => {
    expect(play(inContent, inContent + 4)).toEqual([
      '1 request POST /a',
      '1 request-data abc',
      '1 request-gap 4',
      '1 request-data hijnext',
      '1 request-end cut',
      '1 response-end cut',
      '1 open',
    ]);
  });

  test('over a border it goes on at the next frame', () => {
    expect(play(inContent, inContent + 9)).toEqual([
      '1 request POST /a',
      '1 request-data abc',
      '1 request-gap 7',
      '1 request-gap 2',
      // The two pings confirm each other.
      'null http2/skipped',
      '1 request-end cut',
      '1 response-end cut',
      '1 incomplete',
    ]);
  });

  test('wherever they were, no exchange is called complete', () => {
    const whole = concat(clientOpens, callUp);
    const down = concat(serverOpens, callDown);
    for (const [side, bytes] of [
      ['client', whole],
      ['server', down],
    ] as const) {
      for (let from = 0; from < bytes.length; from += 1) {
        for (const length of [1, 9, 30]) {
          const to = Math.min(bytes.length, from + length);
          const cut: readonly Http2Turn[] = [
            [side, bytes.subarray(0, from)],
            [side, to - from],
            [side, bytes.subarray(to)],
          ];
          const turns =
            side === 'client' ? [...cut, ['server', down] as const] : [['client', whole] as const, ...cut];
          const lines = playHttp2([...turns, ['finish', 'closed']]);
          const opens = side === 'client' ? clientOpens : serverOpens;
          // Lost settings and windows are nobody's content.
          if (to > opens.length) expect(lines, `${side} ${from} ${length}`).not.toContain('1 complete');
        }
      }
    }
  });

  test('header fields that refer to what was lost are shown as such, and framing goes on', () => {
    const first = headers(1, indexedBlock(request('/a', [['secret', 'x']])), { endStream: true });
    const again = headers(3, Uint8Array.of(0xbe, 0xbf, 0xc0, 0xc1, 0xc2), { endStream: true });
    const lines = playHttp2([
      ['client', clientOpens],
      ['client', first.length],
      ['client', concat(ping(), ping(), again)],
    ]);
    const unknown = Array.from({ length: 5 }, () => ' (unknown)=(unknown)').join('');
    // Five fields that may be trailers as well: they end their message, and no name is known.
    expect(lines).toEqual([`3 request-end${unknown}`, '3 http2/headers-unknown'].reverse());
    const withMethod = headers(5, concat(Uint8Array.of(0x83, 0xbe), block([['new', '1']])), {
      endStream: true,
    });
    expect(
      playHttp2([
        ['client', clientOpens],
        ['client', first.length],
        ['client', concat(ping(), ping(), withMethod)],
      ]),
    ).toEqual([
      '5 request POST (unknown) (unknown)=(unknown) new=1',
      '5 http2/headers-unknown',
      '5 request-end',
    ]);
  });
});

describe('joined in the middle', () => {
  test('inside of a frame it begins with the next one', () => {
    const up = concat(
      ascii('the rest of some content'),
      data(7, counting(40)),
      ping(),
      headers(9, request('/b'), { endStream: true }),
    );
    const lines = playHttp2([['client', up]], { joinedLate: true });
    expect(lines.slice(0, 2)).toEqual(['null http2/skipped', expect.stringMatching(/^7 request-data /)]);
    expect(lines.slice(2)).toEqual(['9 request POST /b', '9 request-end']);
  });

  test('who asks shows by the heads', () => {
    const lines = playHttp2(
      [
        ['client', concat(windowUpdate(0, 5), headers(9, request('/b'), { endStream: true }), ping())],
        ['server', concat(ping(), headers(9, response(200), { endStream: true }), ping())],
      ],
      { joinedLate: true, rolesUnknown: true },
    );
    expect(lines).toEqual([
      '9 request POST /b',
      '9 request-end',
      '9 response 200',
      '9 response-end',
      '9 complete',
    ]);
  });
});

describe('peers that break the rules', () => {
  const withOpen = (...frames: readonly Uint8Array[]): Http2Turn => [
    'client',
    concat(clientOpens, ...frames),
  ];
  test.each<[string, Http2Turn, readonly string[]]>([
    ['no preface after all', ['client', ascii('PRI * HTTP/1.1\r\n\r\n')], ['null http2/bad-preface']],
    [
      'a ping of seven bytes',
      withOpen(frame(frameType.ping, 0, 0, zeros(7)), callUp),
      ['null http2/bad-frame', ...callLines.slice(0, 3)],
    ],
    [
      'DATA on no stream',
      withOpen(frame(frameType.data, 0, 0, zeros(7)), callUp),
      ['null http2/bad-frame', ...callLines.slice(0, 3)],
    ],
    [
      'DATA on a stream that nobody opened',
      withOpen(data(5, 'x')),
      ['null http2/unknown-stream', 'null http2/unknown-stream'],
    ],
    [
      'more padding than payload',
      withOpen(headers(1, request('/a')), frame(frameType.data, 8, 1, Uint8Array.of(9, 1, 2)), data(1, 'b')),
      ['1 request POST /a', 'null http2/bad-frame', '1 request-gap 0', '1 request-data b'],
    ],
    [
      'a frame larger than was agreed',
      withOpen(frame(frameType.data, 0, 1, zeros(16_385)), ping(), ping()),
      ['null http2/bad-frame', 'null http2/skipped'],
    ],
    [
      'another frame inside of a head',
      withOpen(headers(1, request('/a'), { endHeaders: false }), ping(), headers(3, request('/b'))),
      ['null http2/block-interrupted', '3 request POST /b'],
    ],
    [
      'a head in endless pieces',
      withOpen(
        headers(1, request('/a'), { endHeaders: false }),
        ...Array.from({ length: 300 }, () => continuation(1, zeros(0), false)),
        headers(3, request('/b')),
      ),
      ['null http2/continuation-flood', '3 request POST /b'],
    ],
    [
      'a head without a method',
      withOpen(headers(1, [[':path', '/a']])),
      ['1 request (unknown) /a', '1 http2/malformed-head'],
    ],
  ])('%s', (_, turn, lines) => {
    expect(playHttp2([turn])).toEqual(lines);
  });

  test('a frame size that the other side allows', () => {
    const big = zeros(20_000);
    const lines = playHttp2([
      ['server', settings([MAX_FRAME_SIZE, 32_768])],
      ['client', concat(clientOpens, headers(1, request('/a')), data(1, big))],
    ]);
    expect(lines[1]).toBe(`1 request-data ${'\0'.repeat(20_000)}`);
  });

  test('a server that promises', () => {
    const promise = frame(
      frameType.push,
      4,
      1,
      concat(zeros(3), Uint8Array.of(2), block(request('/pushed'))),
    );
    const lines = playHttp2([
      ['client', concat(clientOpens, headers(1, request('/a'), { endStream: true }))],
      ['server', concat(serverOpens, promise, headers(1, response(200), { endStream: true }))],
    ]);
    expect(lines.slice(2)).toEqual([
      '1 http2/push-promise',
      '1 response 200',
      '1 response-end',
      '1 complete',
    ]);
  });
});

test('what a side says beside its streams is counted', () => {
  const layer = new Http2Layer({ clientDirection: 'a-to-b' });
  layer.push(concat(clientOpens, ping(), ping(true), callUp), { direction: 'a-to-b', at: 1 });
  const side = layer.side('a-to-b');
  expect([...side.settings]).toEqual([['max-concurrent-streams', 100]]);
  expect([side.pings, side.windowBytes, side.dataBytes]).toEqual([1, 1_000_000, 3]);
  expect(side.frames.get(frameType.ping)).toBe(2);
});

test('no bytes whatever make it throw or forget an end', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .tuple(fc.nat(11), fc.nat(255), fc.nat(6), fc.uint8Array({ maxLength: 30 }))
      .map(([type, flags, stream, payload]) => frame(type, flags, stream, payload)),
    fc.constantFrom(clientOpens, serverOpens, callUp, callDown, ping()),
  );
  const turn = fc.tuple(
    fc.boolean(),
    fc.oneof({ weight: 9, arbitrary: piece }, { weight: 1, arbitrary: fc.nat(40) }),
  );
  fc.assert(
    fc.property(fc.boolean(), fc.array(turn, { maxLength: 12 }), (joinedLate, turns) => {
      const lines = playHttp2(
        [
          ...turns.map(([up, what]) => [up ? 'client' : 'server', what] as const),
          ['finish', 'closed'] as const,
        ],
        { joinedLate },
      );
      const streams = new Set(lines.map((line) => line.split(' ')[0]).filter((id) => id !== 'null'));
      for (const id of streams) {
        const ends = lines.filter((line) =>
          new RegExp(`^${id} (complete|open|aborted|incomplete)$`).test(line),
        );
        expect(ends.length, `stream ${id}`).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 400 },
  );
});
