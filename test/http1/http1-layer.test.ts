import { describe, expect, it } from 'vitest';
import { MAX_HELD_BYTES } from '../../src/http1/held-bytes.ts';
import {
  client,
  ends,
  everyCutOf,
  finish,
  lost,
  play,
  type Questions,
  script,
  server,
  type Turn,
} from '../builders/http1-conversation.ts';
import { head } from '../builders/http1-messages.ts';

const GET = head('GET /info HTTP/1.1', 'Host: docker');
const OK = head('HTTP/1.1 200 OK', 'Content-Length: 2');
const attach: Questions = {
  mightSwitch: (request) => request.target.endsWith('/attach'),
  switches: (request, response) => request.target.endsWith('/attach') && response.status === 200,
};

interface Case {
  readonly name: string;
  readonly turns: readonly Turn[];
  readonly questions?: Questions;
  readonly expected: readonly string[];
}

const ONE_GET = [
  '1 request GET /info',
  '1 request-end',
  '1 response 200 OK',
  '1 response-data "OK"',
  '1 response-end',
  '1 end complete',
];

const cases: readonly Case[] = [
  { name: 'a request and its response', turns: [client(GET), server(`${OK}OK`)], expected: ONE_GET },
  {
    name: 'keep-alive',
    turns: [client(GET), server(`${OK}OK`), client(GET), server(`${OK}OK`)],
    expected: [...ONE_GET, ...ONE_GET.map((line) => line.replace('1', '2'))],
  },
  {
    name: 'pipelined requests',
    turns: [
      client(GET + head('HEAD /_ping HTTP/1.1')),
      server(`${OK}OK${OK}`),
      ends('client'),
      ends('server'),
    ],
    expected: [
      '1 request GET /info',
      '1 request-end',
      '2 request HEAD /_ping',
      '2 request-end',
      ...ONE_GET.slice(2),
      '2 response 200 OK',
      '2 response-end',
      '2 end complete',
    ],
  },
  {
    name: 'chunks with extensions, zero-padded sizes, and trailers',
    turns: [
      client(
        `${head('POST /build HTTP/1.1', 'Transfer-Encoding: chunked')}` +
          '0003;name=value\r\nabc\r\n2 \r\nde\r\n0;last\r\nX-Sum: 1\r\nX-More:  2 \r\n\r\n',
      ),
      server(head('HTTP/1.1 204 No Content', 'Content-Length: 5')),
    ],
    expected: [
      '1 request POST /build',
      '1 request-data "abcde"',
      '1 request-end X-Sum=1 X-More=2',
      '1 response 204 No Content',
      '1 response-end',
      '1 end complete',
    ],
  },
  {
    name: 'line feeds alone end lines',
    turns: [
      client('POST /auth HTTP/1.1\nTransfer-Encoding: chunked\n\n1\nx\n0\n\n'),
      server('HTTP/1.1 304 Not Modified\n\n'),
    ],
    expected: [
      '1 request POST /auth',
      '1 request-data "x"',
      '1 request-end',
      '1 response 304 Not Modified',
      '1 response-end',
      '1 end complete',
    ],
  },
  {
    name: 'empty lines before a request line',
    turns: [client(`\r\n\r\n${GET}`)],
    expected: ['1 request GET /info', '1 http1/leading-empty-line', '1 request-end'],
  },
  {
    name: 'Expect: 100-continue honoured',
    turns: [
      client(head('POST /build HTTP/1.1', 'Content-Length: 3', 'Expect: 100-continue')),
      server(head('HTTP/1.1 100 Continue')),
      client('tar'),
      server(`${OK}OK`),
    ],
    expected: [
      '1 request POST /build',
      '1 interim 100 Continue',
      '1 request-data "tar"',
      '1 request-end',
      ...ONE_GET.slice(2),
    ],
  },
  {
    name: 'a body up to the end of the connection',
    turns: [
      client(GET),
      server(head('HTTP/1.0 200 OK')),
      server('all of it'),
      ends('server'),
      ends('client'),
    ],
    expected: [
      '1 request GET /info',
      '1 request-end',
      '1 response 200 OK',
      '1 response-data "all of it"',
      '1 response-end',
      '1 end complete',
    ],
  },
  {
    name: 'an answer before the request is over, and a close',
    turns: [
      client(`${head('POST /v9.99/build HTTP/1.1', 'Transfer-Encoding: chunked')}5\r\nhel`),
      server(`${head('HTTP/1.1 400 Bad Request', 'Content-Length: 2')}no`),
      client('l'),
      ends('server'),
      finish('reset'),
    ],
    expected: [
      '1 request POST /v9.99/build',
      '1 request-data "hel"',
      '1 response 400 Bad Request',
      '1 response-data "no"',
      '1 response-end',
      '1 request-data "l"',
      '1 request-end cut',
      '1 end aborted',
    ],
  },
  {
    name: 'an answer while the request goes on',
    turns: [
      client(head('POST /build HTTP/1.1', 'Content-Length: 4')),
      server(head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')),
      client('ab'),
      server('1\r\nx\r\n'),
      client('cd'),
      server('0\r\n\r\n'),
    ],
    expected: [
      '1 request POST /build',
      '1 response 200 OK',
      '1 request-data "ab"',
      '1 response-data "x"',
      '1 request-data "cd"',
      '1 request-end',
      '1 response-end',
      '1 end complete',
    ],
  },
  {
    name: '101 for tcp, with bytes behind both heads',
    turns: [
      client(`${head('POST /containers/x/attach HTTP/1.1', 'Connection: Upgrade', 'Upgrade: tcp')}stdin`),
      client(' more'),
      server(`${head('HTTP/1.1 101 UPGRADED', 'Connection: Upgrade', 'Upgrade: tcp')}out`),
      server(' and more'),
      ends('client'),
      ends('server'),
    ],
    expected: [
      '1 request POST /containers/x/attach',
      '1 request-end',
      '1 response 101 UPGRADED',
      '1 response-end',
      '1 switch tcp "stdin more" "out and more"',
    ],
  },
  {
    name: '101 behind a request with a body',
    turns: [
      client(
        `${head('POST /exec/x/start HTTP/1.1', 'Connection: Upgrade', 'Upgrade: tcp', 'Content-Length: 2')}{}in`,
      ),
      server(head('HTTP/1.1 101 UPGRADED', 'Upgrade: TCP')),
      finish('capture-end'),
    ],
    expected: [
      '1 request POST /exec/x/start',
      '1 request-data "{}"',
      '1 request-end',
      '1 response 101 UPGRADED',
      '1 response-end',
      '1 switch tcp "in" ""',
    ],
  },
  {
    name: '101 before the request is over waits for its end',
    turns: [
      client(`${head('POST /session HTTP/1.1', 'Upgrade: h2c', 'Content-Length: 4')}ab`),
      server(`${head('HTTP/1.1 101 Switching Protocols', 'Upgrade: h2c')}PRI`),
      server(' *'),
      client('cdSETTINGS'),
    ],
    expected: [
      '1 request POST /session',
      '1 request-data "ab"',
      '1 response 101 Switching Protocols',
      '1 response-end',
      '1 request-data "cd"',
      '1 request-end',
      '1 switch h2c "SETTINGS" "PRI *"',
    ],
  },
  {
    name: 'an upgrade refused: what was held is the next request',
    turns: [
      client(head('POST /session HTTP/1.1', 'Upgrade: h2c', 'Content-Length: 0') + GET),
      server(`${head('HTTP/1.1 404 Not Found', 'Content-Length: 0')}${OK}OK`),
    ],
    expected: [
      '1 request POST /session',
      '1 request-end',
      '1 response 404 Not Found',
      '2 request GET /info',
      '2 request-end',
      '1 response-end',
      '1 end complete',
      ...ONE_GET.slice(2).map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'a hijack by plain 200',
    turns: [
      client(`${head('POST /containers/x/attach HTTP/1.1')}GET is typed by the user\n`),
      server(`${head('HTTP/1.1 200 OK', 'Content-Type: application/vnd.docker.raw-stream')}out`),
      finish('reset'),
    ],
    questions: attach,
    expected: [
      '1 request POST /containers/x/attach',
      '1 request-end',
      '1 response 200 OK',
      '1 response-end',
      '1 switch null "GET is typed by the user\\n" "out"',
    ],
  },
  {
    name: 'an attach refused',
    turns: [
      client(head('POST /containers/x/attach HTTP/1.1')),
      server(`${head('HTTP/1.1 404 Not Found', 'Content-Length: 2')}{}`),
      client(GET),
      server(`${OK}OK`),
    ],
    questions: attach,
    expected: [
      '1 request POST /containers/x/attach',
      '1 request-end',
      '1 response 404 Not Found',
      '1 response-data "{}"',
      '1 response-end',
      '1 end complete',
      ...ONE_GET.map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'CONNECT',
    turns: [
      client(`${head('CONNECT registry.test:443 HTTP/1.1')}tls`),
      server(head('HTTP/1.1 200 Connection established')),
    ],
    expected: [
      '1 request CONNECT registry.test:443',
      '1 request-end',
      '1 response 200 Connection established',
      '1 response-end',
      '1 switch null "tls" ""',
    ],
  },
  {
    name: 'a gap inside a body of known length',
    turns: [
      client(`${head('POST /x HTTP/1.1', 'Content-Length: 9')}abc`),
      lost('client', 4),
      client(`hi${GET}`),
      server(`${OK}OK${OK}OK`),
    ],
    expected: [
      '1 request POST /x',
      '1 request-data "abc"',
      '1 request-gap 4',
      '1 request-data "hi"',
      '1 request-end cut',
      '2 request GET /info',
      '2 request-end',
      ...ONE_GET.slice(2, 5),
      '1 end incomplete',
      ...ONE_GET.slice(2).map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'a gap inside a chunk',
    turns: [
      client(`${head('POST /build HTTP/1.1', 'Transfer-Encoding: chunked')}8\r\nab`),
      lost('client', 4),
      client('gh\r\n0\r\n\r\n'),
      server(`${OK}OK`),
    ],
    expected: [
      '1 request POST /build',
      '1 request-data "ab"',
      '1 request-gap 4',
      '1 request-data "gh"',
      '1 request-end cut',
      ...ONE_GET.slice(2, 5),
      '1 end incomplete',
    ],
  },
  {
    name: 'a gap over a chunk line: reading goes on at the next chunk',
    turns: [
      client(`${head('POST /build HTTP/1.1', 'Transfer-Encoding: chunked')}8\r\nab`),
      lost('client', 12),
      client(`lost too\r\n3\r\nxyz\r\n0\r\n\r\n`),
      server(`${OK}OK`),
    ],
    expected: [
      '1 request POST /build',
      '1 request-data "ab"',
      '1 request-gap 12',
      '1 request-gap 10',
      '1 request-data "xyz"',
      '1 request-end cut',
      ...ONE_GET.slice(2, 5),
      '1 end incomplete',
    ],
  },
  {
    name: 'a gap over the rest of a chunked body: reading goes on at the next head',
    turns: [
      client(GET),
      server(`${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}5\r\nhel`),
      lost('server', 9),
      client(head('GET /events HTTP/1.1')),
      server(`${OK}OK`),
    ],
    expected: [
      '1 request GET /info',
      '1 request-end',
      '1 response 200 OK',
      '1 response-data "hel"',
      '1 response-gap 9',
      '2 request GET /events',
      '2 request-end',
      '1 response-end cut',
      '1 end incomplete',
      ...ONE_GET.slice(2).map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'a lost response: the next one belongs to the next request',
    turns: [
      client(GET),
      lost('server', OK.length + 2),
      client(head('GET /second HTTP/1.1')),
      server(`${OK}OK`),
    ],
    expected: [
      '1 request GET /info',
      '1 request-end',
      '- http1/lost-between-messages',
      '2 request GET /second',
      '2 request-end',
      '1 end incomplete',
      ...ONE_GET.slice(2).map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'a lost request: its response is an exchange of its own',
    turns: [lost('client', GET.length), server(`${OK}OK`), client(GET), server(`${OK}OK`)],
    expected: [
      '- http1/lost-between-messages',
      ...ONE_GET.slice(2, 5),
      '1 end incomplete',
      ...ONE_GET.map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'a lost HEAD: its response has no body although it names a length',
    turns: [
      lost('client', 30),
      server(head('HTTP/1.1 200 OK', 'Content-Length: 90')),
      client(GET),
      server(`${OK}OK`),
    ],
    expected: [
      '- http1/lost-between-messages',
      '1 response 200 OK',
      '2 request GET /info',
      '2 request-end',
      '1 response-end',
      '1 end incomplete',
      ...ONE_GET.slice(2).map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'a gap inside a request head: its first lines are shown',
    turns: [
      client('POST /build?t=web HTTP/1.1\r\nHost: docker\r\nX-Regis'),
      lost('client', 14),
      client(`try: 1\r\nmore: GET /quoted HTTP/1.1\r\n\r\n`),
      server(`${OK}OK`),
      client(GET),
    ],
    expected: [
      '1 request POST /build?t=web',
      '1 http1/head-cut',
      '1 request-gap 14',
      '1 request-end cut',
      ...ONE_GET.slice(2, 5),
      '1 end incomplete',
      '- http1/skipped',
      '2 request GET /info',
      '2 request-end',
    ],
  },
  {
    name: 'joined in the middle of a response',
    turns: [server(`middle of a body\nmore${OK}OK`), client(GET), server(`${OK}OK`)],
    expected: [
      '- http1/joined-late',
      ...ONE_GET.slice(2, 5),
      '1 end incomplete',
      ...ONE_GET.map((line) => line.replace('1', '2')),
    ],
  },
  {
    name: 'noise between messages',
    turns: [client(`${GET}!!noise!!\nxx\n${GET}`)],
    expected: [
      '1 request GET /info',
      '1 request-end',
      '- http1/not-http',
      '2 request GET /info',
      '2 request-end',
    ],
  },
  {
    name: 'differing lengths in a request, two equal ones in a response',
    turns: [
      client(head('POST /x HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2')),
      server(`${head('HTTP/1.1 200 OK', 'Content-Length: 2', 'Content-Length: 2')}OK`),
    ],
    expected: ['1 request POST /x', '1 http1/conflicting-length', '1 request-end', ...ONE_GET.slice(2)],
  },
  {
    name: 'a broken chunk line',
    turns: [
      client(GET),
      server(`${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}2\r\nab\r\nzz\r\n1\r\nc\r\n0\r\n\r\n`),
    ],
    expected: [
      '1 request GET /info',
      '1 request-end',
      '1 response 200 OK',
      '1 response-data "ab"',
      '1 http1/bad-chunk',
      '1 response-gap 4',
      '1 response-data "c"',
      '1 response-end cut',
      '1 end incomplete',
    ],
  },
  {
    name: 'a stream that the client ends by closing',
    turns: [
      client(GET),
      server(`${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}2\r\nab\r\n`),
      ends('client'),
      finish('reset'),
    ],
    expected: [
      '1 request GET /info',
      '1 request-end',
      '1 response 200 OK',
      '1 response-data "ab"',
      '1 response-end cut',
      '1 end aborted',
    ],
  },
  {
    name: 'a request without an answer at the end of the capture',
    turns: [client(GET), finish('capture-end')],
    expected: ['1 request GET /info', '1 request-end', '1 end open'],
  },
  {
    name: 'a request without an answer at the close',
    turns: [client(GET), ends('server'), ends('client'), finish('reset')],
    expected: ['1 request GET /info', '1 request-end', '1 end aborted'],
  },
  {
    name: 'a switch whose response was not captured',
    turns: [
      client(`${head('POST /containers/x/attach HTTP/1.1', 'Upgrade: tcp')}echo hello\n`),
      finish('capture-end'),
    ],
    expected: [
      '1 request POST /containers/x/attach',
      '1 request-end',
      '1 http1/switch-assumed',
      '1 switch tcp "echo hello\\n" ""',
    ],
  },
];

describe('Http1Layer', () => {
  it.each(cases)('$name', ({ turns, questions, expected }) => {
    const whole = play(turns, questions);
    expect(script(whole)).toEqual(expected);
    for (const { name, cut } of everyCutOf(turns)) {
      expect(play(turns, questions, cut), name).toEqual(whole);
    }
  });
});

describe('held bytes', () => {
  const ATTACH = head('POST /containers/x/attach HTTP/1.1', 'Upgrade: tcp');

  it('keep their gaps when the connection leaves HTTP', () => {
    const events = play([
      client(`${ATTACH}ab`),
      lost('client', 5),
      client('cd'),
      server(head('HTTP/1.1 101 UPGRADED', 'Upgrade: tcp')),
    ]);
    expect(events.at(-1)).toMatchObject({
      kind: 'protocol-switch',
      held: { client: 'abcd', server: '' },
      heldAt: { client: 1 },
      heldGaps: [{ side: 'client', offset: 2, missing: 5, at: 2 }],
    });
  });

  it('are read with their gaps and times when it stays', () => {
    const post = `${head('POST /auth HTTP/1.1', 'Content-Length: 6')}ab`;
    const events = play([
      client(ATTACH + post),
      lost('client', 2),
      client('ef'),
      ends('client'),
      server(head('HTTP/1.1 404 Not Found', 'Content-Length: 0')),
      server(`${OK}OK`),
      ends('server'),
    ]);
    const second = events.filter(({ stream }) => stream === 2);
    expect(second.map(({ kind, at }) => [kind, at])).toEqual([
      ['request-head', 1],
      ['request-data', 1],
      ['request-gap', 2],
      ['request-data', 3],
      ['request-end', 3],
      ['response-head', 6],
      ['response-data', 6],
      ['response-end', 6],
      ['exchange-end', 6],
    ]);
    expect(second.at(-1)).toMatchObject({ state: 'incomplete' });
  });

  it('are bounded: what is beyond counts as missing', () => {
    const more = 'x'.repeat(MAX_HELD_BYTES);
    const events = play([client(`${ATTACH}abc`), client(more), server(head('HTTP/1.1 101 UPGRADED'))]);
    const [limit] = events.filter(({ kind }) => kind === 'issue');
    expect(limit).toMatchObject({ code: 'http1/held-limit' });
    const heldGaps = [{ side: 'client', offset: MAX_HELD_BYTES, missing: 3, at: 2 }];
    expect(events.at(-1)).toMatchObject({ kind: 'protocol-switch', heldGaps });
  });
});

describe('times', () => {
  it('are those of the packet with the first byte of a head, and with the last of a body', () => {
    const events = play([
      client('POST /auth HTTP/1.1\r\nCont'),
      client('ent-Length: 2\r\n\r\n{'),
      client('}'),
      server('HTTP/1.1 204 No'),
      server(' Content\r\n\r\n'),
    ]);
    expect(events.map(({ kind, at }) => [kind, at])).toEqual([
      ['request-head', 1],
      ['request-data', 2],
      ['request-end', 3],
      ['response-head', 4],
      ['response-end', 5],
      ['exchange-end', 5],
    ]);
  });
});
