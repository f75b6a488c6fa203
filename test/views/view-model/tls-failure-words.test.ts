import { expect, test } from 'vitest';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { tlsFailureWords } from '../../../src/views/view-model/tls-failure-words.ts';
import { AT, dockerFacts, exchange, response } from '../../builders/exchange.ts';

const failure = {
  at: AT,
  side: 'client',
  reason: 'wrong-ca',
  detail: 'the client does not trust the CA',
  fix: 'mount /certs',
} as const;

test('a handshake that failed is a row with why and the fix', () => {
  const row = exchangeRow(
    exchange({
      request: null,
      response: null,
      operation: null,
      summary: 'TLS handshake',
      state: 'aborted',
      docker: dockerFacts({ client: null }),
      tlsFailure: failure,
    }),
  );
  expect(row).toMatchObject({
    at: AT,
    client: '?',
    operation: 'TLS handshake',
    status: { sign: 'failed', words: 'wrong CA' },
    facts: ['the client does not trust the CA', 'fix: mount /certs'],
  });
});

test('an answer that says it all is not followed by the same again', () => {
  const error = {
    code: null,
    message: 'cannot reach the daemon: the client does not trust the CA; mount /certs',
  };
  const { facts } = exchangeRow(
    exchange({ response: response(502), docker: dockerFacts({ error }), tlsFailure: failure }),
  );
  expect(facts).toEqual([`error: ${error.message}`]);
});

test('a reason of a later version has words too', () => {
  expect(tlsFailureWords({ ...failure, reason: 'phase-of-the-moon' })).toBe('TLS failed');
});
