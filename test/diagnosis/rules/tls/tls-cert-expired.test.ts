import { expect, test } from 'vitest';
import { tlsCertExpired } from '../../../../src/diagnosis/rules/tls/tls-cert-expired.ts';
import type { DaemonProbe } from '../../../../src/model/daemon-probe.ts';
import { connection, tlsConnection } from '../../../builders/connection.ts';
import { daemonProbe, evidence, probedCertificate, trafficOf } from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';

const now = Date.UTC(2026, 5, 1);
const good = { subject: 's', issuer: 'i', validFrom: now - 1e9, validTo: now + 1e9 };
const old = { ...good, validTo: Date.UTC(2026, 2, 1) };
const judge = (fields: Partial<DaemonProbe>) =>
  tlsCertExpired.judge(
    evidence({
      probe: daemonProbe({ at: now, tls: 'verified', certificate: probedCertificate(good), ...fields }),
    }),
  );
const held = { folder: '/certs/client', error: null, authority: good, client: good };

test.each<[string, Partial<DaemonProbe>, string]>([
  [
    'of the daemon',
    { certificate: probedCertificate(old) },
    "The daemon's certificate expired on 2026-03-01 00:00:00 UTC, or this machine's clock is wrong.",
  ],
  [
    'of the client',
    { clientCertificates: { ...held, client: old } },
    "The client certificate in /certs/client expired on 2026-03-01 00:00:00 UTC, or this machine's clock is wrong.",
  ],
  [
    'of the CA',
    { clientCertificates: { ...held, authority: old } },
    "The CA in /certs/client expired on 2026-03-01 00:00:00 UTC, or this machine's clock is wrong.",
  ],
  [
    'not yet',
    { certificate: probedCertificate({ ...good, validFrom: now + 3_600_000 }) },
    "The daemon's certificate is not valid before 2026-06-01 01:00:00 UTC, and it is 2026-06-01 00:00:00 UTC here: one of the clocks is wrong.",
  ],
])('%s', (_name, fields, message) => {
  expect(judge(fields)).toEqual([expect.objectContaining({ message })]);
});

test('nothing while they are valid, or the client does not look', () => {
  expect(judge({ clientCertificates: held })).toEqual([]);
  expect(judge({ tls: 'unverified', certificate: probedCertificate(old) })).toEqual([]);
  expect(tlsCertExpired.judge(evidence({ probe: daemonProbe() }))).toBeNull();
});

test('by hand, in traffic: the client says so', () => {
  const refused = tlsConnection({ refusal: { from: 'client', alert: 'certificate-expired' } });
  expect(tlsCertExpired.judge(trafficOf([], [refused]))).toMatchObject([{ connections: [1] }]);
});

test('by hand, in traffic: without TLS it is not judged', () => {
  expect(tlsCertExpired.judge(trafficOf([], [connection()]))).toBeNull();
});

test('real clients that refuse a certificate for another reason', async () => {
  const traffic = await captured('fixtures/tls-mismatch/capture.pcapng');
  expect(tlsCertExpired.judge(evidence({ traffic }))).toEqual([]);
});
