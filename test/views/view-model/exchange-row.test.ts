import { expect, test } from 'vitest';
import { clientWords, exchangeRow, titleWords } from '../../../src/views/view-model/exchange-row.ts';
import { AT, body, buildExchange, dockerFacts, exchange, request } from '../../builders/exchange.ts';

test('a ping', () => {
  expect(exchangeRow(exchange())).toEqual({
    id: 1,
    connection: 1,
    at: AT,
    client: 'docker 28.2',
    from: '172.17.0.1:41234',
    to: '172.17.0.2:2375',
    operation: 'ping',
    status: { sign: 'ok', words: '200' },
    up: 0,
    down: 0,
    tookMs: 2,
    facts: [],
  });
});

test('bytes of a hijack count with those of the bodies', () => {
  const row = exchangeRow(
    exchange({
      request: request({ body: body(10) }),
      hijack: {
        protocol: 'tcp',
        clientBytes: 100,
        serverBytes: 2000,
        clientPauses: [],
        serverPauses: [],
        streams: null,
      },
    }),
  );
  expect([row.up, row.down]).toEqual([110, 2000]);
});

test('only the answer was captured', () => {
  const row = exchangeRow(exchange({ request: null, summary: '' }));
  expect([row.at, row.operation]).toEqual([AT + 1500, 'answer without its request']);
});

test('a client that does not name itself is known by its process', () => {
  const proxied = {
    listener: '/run/p.sock',
    target: '/var/run/docker.sock',
    listenerTls: false,
    targetTls: false,
    pid: 4711,
    command: '/usr/bin/curl',
  };
  const docker = dockerFacts({ client: null });
  expect(exchangeRow(exchange({ docker, proxied })).client).toBe('curl (4711)');
  expect(exchangeRow(exchange({ docker, proxied: { ...proxied, pid: null, command: null } })).client).toBe(
    '?',
  );
});

test('a target without a summary is shown without its secrets', () => {
  const row = exchangeRow({ ...buildExchange(), summary: '' });
  expect(row.operation).toBe('POST /v1.41/build?buildargs=••••&t=web%3Alatest');
});

test.each([
  [null, '?'],
  [{ name: 'curl', version: null, os: null, userAgent: 'curl' }, 'curl'],
  [{ name: 'docker', version: '20.10.24+dfsg1', os: null, userAgent: '' }, 'docker 20.10'],
  [{ name: 'ev\x1bil', version: '7', os: null, userAgent: '' }, 'ev\\x1bil 7'],
])('client %o is %s', (client, words) => {
  expect(clientWords(client)).toBe(words);
});

test.each([
  [
    'a container without a name',
    { id: 'a'.repeat(64), name: null },
    'attach aaaaaaaaaaaa',
    'attach aaaaaaaaaaaa (alpine)',
  ],
  ['one with a name', { id: 'a'.repeat(64), name: 'web' }, 'attach web', 'attach web'],
  ['a name alone', { id: null, name: 'web' }, 'attach web', 'attach web'],
  [
    'what names no container',
    { id: 'a'.repeat(64), name: null },
    'create container from alpine',
    'create container from alpine',
  ],
])('the image stands in for the name of %s', (_, container, summary, words) => {
  const docker = dockerFacts({ container, images: ['alpine'] });
  expect(titleWords(exchange({ summary, docker }))).toBe(words);
});
