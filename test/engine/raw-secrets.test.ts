import { describe, expect, test } from 'vitest';
import { bodyHoldsSecret, headHoldsSecret, maskHead } from '../../src/engine/raw-secrets.ts';
import { Secret } from '../../src/model/secret.ts';
import { body, dockerFacts, exchange, request } from '../builders/exchange.ts';

function masked(head: string, startLine: 'request' | 'response' | null = 'request'): string | null {
  const bytes = maskHead(Buffer.from(head, 'latin1'), startLine);
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
}

describe('a head', () => {
  test.each<[name: string, head: string, shown: string | null]>([
    ['without secrets stays as it is', 'GET / HTTP/1.1\r\nHost: d\r\n\r\n', null],
    [
      'with a login',
      'POST /build HTTP/1.1\r\nx-registry-CONFIG:eyJ9\r\nHost: d\r\n\r\n',
      'POST /build HTTP/1.1\r\nx-registry-CONFIG: ••••\r\nHost: d\r\n\r\n',
    ],
    [
      'with white space before the colon',
      'GET / HTTP/1.1\r\nAuthorization : Basic x\r\n\r\n',
      'GET / HTTP/1.1\r\nAuthorization : ••••\r\n\r\n',
    ],
    [
      'whose login is folded',
      'GET / HTTP/1.1\nAuthorization: Basic\n  dXNlcg==\nHost: d\n\n',
      'GET / HTTP/1.1\nAuthorization: ••••\n  ••••\nHost: d\n\n',
    ],
    [
      'that breaks off in a login',
      'GET / HTTP/1.1\r\nX-Registry-Auth: eyJ1c2',
      'GET / HTTP/1.1\r\nX-Registry-Auth: ••••',
    ],
    [
      'with a secret in its query',
      'POST /build?t=web&buildargs=%7B%22NPM_TOKEN%22%3A%22npm_1234%22%7D HTTP/1.1\r\n\r\n',
      'POST /build?t=web&buildargs=%7B%22NPM_TOKEN%22%3A%22••••%22%7D HTTP/1.1\r\n\r\n',
    ],
    [
      'with bytes that are no ASCII',
      'GET /\xe9 HTTP/1.1\r\nCookie: a\r\n\r\n',
      'GET /\ufffd HTTP/1.1\r\nCookie: ••••\r\n\r\n',
    ],
    ['of no request', '\r\n', null],
  ])('%s', (_, head, shown) => {
    expect(masked(head)).toBe(shown);
  });

  test('of an answer, and trailers', () => {
    expect(masked('HTTP/1.1 200 OK: fine\r\nSet-Cookie: id\r\n\r\n', 'response')).toBe(
      'HTTP/1.1 200 OK: fine\r\nSet-Cookie: ••••\r\n\r\n',
    );
    expect(masked('0\r\nAuthorization: x\r\n\r\n', null)).toBe('0\r\nAuthorization: ••••\r\n\r\n');
  });
});

describe('compressed fields', () => {
  test('are hidden where one of them is secret', () => {
    const secret = exchange({
      stream: 1,
      request: request({ headers: [['authorization', new Secret('x')]] }),
    });
    expect([headHoldsSecret(secret, 'request'), headHoldsSecret(secret, 'response')]).toEqual([true, false]);
    const target = exchange({ stream: 1, request: request({ target: new Secret('/build?a=b') }) });
    expect(headHoldsSecret(target, 'request')).toBe(true);
  });

  test('are hidden where they could not be read', () => {
    const issue = { kind: 'issue', code: 'http2/headers-unknown', message: '', at: null } as const;
    expect(headHoldsSecret(exchange({ stream: 1, issues: [issue] }), 'response')).toBe(true);
    expect(headHoldsSecret(exchange({ stream: 1, request: null }), 'request')).toBe(true);
  });
});

describe('a body', () => {
  const holds = (text: string, cut = false, mediaType: string | null = 'application/json') =>
    bodyHoldsSecret(
      exchange({ operation: 'SystemAuth', request: request({ body: body(text.length, mediaType) }) }),
      'request',
      { bytes: Buffer.from(text), cut },
    );

  test.each<[name: string, hides: boolean]>([
    ['{"username":"bob","password":"hunter2"}', true],
    ['{"serveraddress":"registry"}', false],
  ])('%s: %s', (text, hides) => {
    expect(holds(text)).toBe(hides);
    expect(holds(text, false, null)).toBe(hides);
  });

  test('that is cut may hold anything where it is JSON', () => {
    expect(holds('{"username":"bob","passw', true)).toBe(true);
    expect(holds('{"username":"bob","passw', true, null)).toBe(true);
    expect(holds('a tar', true, 'application/x-tar')).toBe(false);
  });

  test('of a call whose messages were not all read is hidden', () => {
    const side = { messages: 2, bytes: 10, content: [{ name: 'x' }] };
    const whole = { ...side, messages: 1 };
    const grpc = {
      method: 'a.B/C',
      caller: 'client',
      carrier: null,
      request: side,
      response: whole,
      status: null,
    } as const;
    const call = exchange({ stream: 1, docker: dockerFacts({ grpc }) });
    const nothing = { bytes: new Uint8Array(), cut: false };
    expect([bodyHoldsSecret(call, 'request', nothing), bodyHoldsSecret(call, 'response', nothing)]).toEqual([
      true,
      false,
    ]);
  });
});
