import { expect, test } from 'vitest';
import { isInDindCertificates, refusals } from '../../src/diagnosis/refusals.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { connection, tlsConnection } from '../builders/connection.ts';

const ALERTS = new Set([null, 'unknown-ca']);

test('alike ones are one', () => {
  const refusal = { from: 'client', alert: 'unknown-ca' } as const;
  const traffic = new Traffic(
    [],
    [
      tlsConnection({ refusal }, { id: 1 }),
      tlsConnection({ refusal }, { id: 2 }),
      tlsConnection({ refusal, serverName: 'dind' }, { id: 3 }),
      tlsConnection({ refusal: { from: 'server', alert: 'unknown-ca' } }, { id: 4 }),
      tlsConnection({ refusal: { from: 'client', alert: 'protocol-version' } }, { id: 5 }),
    ],
  );
  expect(refusals(traffic, 'client', ALERTS)?.map(({ connections }) => connections)).toEqual([[1, 2], [3]]);
});

test('nothing is known where nobody spoke TLS', () => {
  expect(refusals(new Traffic([], [connection()]), 'client', ALERTS)).toBeNull();
  expect(refusals(new Traffic([], [tlsConnection({})]), 'client', ALERTS)).toEqual([]);
});

test.each([
  ['docker', true],
  ['localhost', true],
  [null, true],
  ['dind', false],
])('dind certifies %s: %s', (name, expected) => {
  expect(isInDindCertificates(name)).toBe(expected);
});
