import { expect, test } from 'vitest';
import { tlsClientCertMissingOrRejected } from '../../../../src/diagnosis/rules/tls/tls-client-cert-missing-or-rejected.ts';
import type { CertificateFacts } from '../../../../src/model/daemon-probe.ts';
import { daemonProbe, evidence, probedCertificate, probedPing } from '../../../builders/evidence.ts';

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
