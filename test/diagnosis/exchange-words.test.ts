import { expect, test } from 'vitest';
import { clientKey, clientWords, errorOf, grouped } from '../../src/diagnosis/exchange-words.ts';
import { build, dockerFacts, exchange } from '../builders/exchange.ts';

test('what went wrong, wherever it was said', () => {
  const error = { code: 500, message: 'no' };
  expect(errorOf(exchange())).toBeNull();
  expect(errorOf(exchange({ docker: dockerFacts({ error }) }))).toBe(error);
  expect(errorOf(exchange({ docker: dockerFacts({ build: build({ error }) }) }))).toBe(error);
});

test('a client by its program and version', () => {
  expect(clientWords(exchange())).toBe('docker 28.2.2');
  expect(clientWords(exchange({ docker: dockerFacts({ client: null }) }))).toBe('a client without a name');
});

test('connections of one program on one machine are one client', () => {
  const one = exchange({ client: '10.0.0.1:40000' });
  expect(clientKey(one)).toBe(clientKey(exchange({ client: '10.0.0.1:40001' })));
  expect(clientKey(one)).not.toBe(clientKey(exchange({ client: '10.0.0.2:40000' })));
});

test('groups in order of their first', () => {
  const exchanges = [
    exchange({ id: 1, server: 'a' }),
    exchange({ id: 2, server: 'b' }),
    exchange({ id: 3, server: 'a' }),
  ];
  expect(grouped(exchanges, ({ server }) => server)).toMatchObject([
    { first: { id: 1 }, ids: [1, 3] },
    { first: { id: 2 }, ids: [2] },
  ]);
});
