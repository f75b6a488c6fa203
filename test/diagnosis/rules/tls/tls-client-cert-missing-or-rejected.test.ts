import { describe, expect, test } from 'vitest';
import { tlsClientCertMissingOrRejected } from '../../../../src/diagnosis/rules/tls/tls-client-cert-missing-or-rejected.ts';
import type { CertificateFacts } from '../../../../src/model/daemon-probe.ts';
import { connection, tlsConnection } from '../../../builders/connection.ts';
import {
  daemonProbe,
  evidence,
  probedCertificate,
  probedPing,
  trafficOf,
} from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';

const facts: CertificateFacts = { subject: 'client', issuer: 'CA', validFrom: 0, validTo: 1e13 };
const judge = (refusal: string | null, client: CertificateFacts | null, error: string | null = null) =>
  tlsClientCertMissingOrRejected.judge(
    evidence({
      probe: daemonProbe({
        tls: 'verified',
        clientCertificates: { folder: '/certs/client', error: null, authority: facts, client },
        handshake: { protocol: 'TLSv1.3', demandsCertificate: true, refusal, error },
        certificate: probedCertificate(),
        ping: refusal === null ? probedPing() : probedPing({ status: null, error: 'alert' }),
      }),
    }),
  );

test('none', () => {
  expect(judge('bad certificate', null)).toEqual([
    {
      message:
        'The daemon wants a client certificate, and there is none in /certs/client (alert: bad certificate).',
    },
  ]);
});

test('one that it does not take', () => {
  expect(judge('bad certificate', facts)?.[0]?.message).toBe(
    'The daemon refuses the client certificate of /certs/client (alert: bad certificate).',
  );
});

test('nothing where it answers; not judged where TLS failed otherwise, or is not spoken', () => {
  expect(judge(null, facts)).toEqual([]);
  expect(judge(null, null, 'ERR_SSL_WRONG_VERSION_NUMBER')).toBeNull();
  expect(tlsClientCertMissingOrRejected.judge(evidence({ probe: daemonProbe() }))).toBeNull();
});

describe('by hand, in traffic', () => {
  test.each([
    ['bad-certificate', 'sure'],
    ['certificate-required', 'sure'],
    ['handshake-failure', 'likely'],
    [null, 'likely'],
  ])('alert %s of the server: %s', (alert, certainty) => {
    const refused = tlsConnection({ refusal: { from: 'server', alert } });
    expect(tlsClientCertMissingOrRejected.judge(trafficOf([], [refused]))).toMatchObject([
      { certainty, connections: [1] },
    ]);
  });

  test.each([
    ['of the client', { from: 'client', alert: 'bad-certificate' }],
    ['about the version', { from: 'server', alert: 'protocol-version' }],
  ] as const)('an alert %s is another matter', (_name, refusal) => {
    expect(tlsClientCertMissingOrRejected.judge(trafficOf([], [tlsConnection({ refusal })]))).toEqual([]);
  });

  test('without TLS it is not judged', () => {
    expect(tlsClientCertMissingOrRejected.judge(trafficOf([], [connection()]))).toBeNull();
  });
});

test('a real client without a certificate, and one with another CA', async () => {
  const traffic = await captured('fixtures/tls-mismatch/capture.pcapng');
  expect(tlsClientCertMissingOrRejected.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringContaining('the client sent none'), certainty: 'likely' },
    { message: expect.stringContaining('does not trust the one that the client sent'), certainty: 'likely' },
  ]);
});

test('a real client that is let in', async () => {
  const traffic = await captured('fixtures/tls/capture.pcapng');
  expect(tlsClientCertMissingOrRejected.judge(evidence({ traffic }))).toEqual([]);
});
