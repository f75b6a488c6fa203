import { expect, test } from 'vitest';
import { hostOf, portOf, wasRefused, wasUsed } from '../../src/diagnosis/connection-words.ts';
import { connection, refusedConnection, side } from '../builders/connection.ts';
import { AT } from '../builders/exchange.ts';

test('a SYN that is answered by a reset is refused', () => {
  expect(wasRefused(refusedConnection())).toBe(true);
  expect(wasUsed(refusedConnection())).toBe(false);
});

test.each([
  ['used', connection({ closedBy: 'reset', endedFirst: { side: 'server', at: AT } })],
  ['reset by the client', refusedConnection({ endedFirst: { side: 'client', at: AT } })],
  ['joined in the middle', refusedConnection({ handshake: 'missed' })],
  ['with missing bytes', refusedConnection({ fromServer: { ...side(0), missingBytes: 5 } })],
])('%s is not', (_name, given) => {
  expect(wasRefused(given)).toBe(false);
});

test.each([
  ['10.0.0.1:2375', 2375, '10.0.0.1'],
  ['[::1]:2376', 2376, '[::1]'],
  ['/var/run/docker.sock', null, '/var/run/docker.sock'],
])('%s', (address, port, host) => {
  expect([portOf(address), hostOf(address)]).toEqual([port, host]);
});
