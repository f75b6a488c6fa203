import { describe, expect, test } from 'vitest';
import { tlsCaMismatchSharedCerts } from '../../../../src/diagnosis/rules/tls/tls-ca-mismatch-shared-certs.ts';
import type { ProbedCertificate } from '../../../../src/model/daemon-probe.ts';
import { connection, tlsConnection } from '../../../builders/connection.ts';
import {
  daemonProbe,
  evidence,
  foundFile,
  jobEnvironment,
  probedCertificate,
  trafficOf,
} from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';

const at = (seconds: number) => Date.UTC(2026, 0, 31, 12, 1, seconds);
const authority = (subject = 'docker:dind CA') => ({
  folder: '/certs/client',
  error: null,
  client: null,
  authority: { subject, issuer: subject, validFrom: at(7), validTo: at(7) + 1e10 },
});
const judge = (error: string | null, held = authority(), certificate: Partial<ProbedCertificate> = {}) =>
  tlsCaMismatchSharedCerts.judge(
    evidence({
      probe: daemonProbe({
        tls: 'verified',
        clientCertificates: held,
        certificate: probedCertificate({ error, validFrom: at(22), ...certificate }),
      }),
      environment: jobEnvironment({ files: { '/certs/client/ca.pem': foundFile({ mtime: at(8) * 1000 }) } }),
    }),
  );

test('the CA of another dind', () => {
  expect(judge('UNABLE_TO_VERIFY_LEAF_SIGNATURE')).toEqual([
    {
      message:
        "/certs/client/ca.pem is from another dind: it was made 2026-01-31 12:01:07 UTC, and the daemon's certificate 2026-01-31 12:01:22 UTC.",
      details: ['/certs/client/ca.pem was written 2026-01-31 12:01:08 UTC'],
    },
  ]);
});

test('a CA of another name', () => {
  expect(judge('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', authority('Our CA'))?.[0]?.message).toBe(
    'The daemon\'s certificate is signed by "docker:dind CA", and /certs/client/ca.pem holds "Our CA".',
  );
});

test('nothing where it verifies, or is only expired; not judged without both', () => {
  expect(judge(null)).toEqual([]);
  expect(judge('CERT_HAS_EXPIRED')).toEqual([]);
  expect(tlsCaMismatchSharedCerts.judge(evidence({ probe: daemonProbe() }))).toBeNull();
});

describe('by hand, in traffic', () => {
  test.each<[string, string | null, string[]]>([
    ['docker', 'unknown-ca', ['sure']],
    ['dind', 'unknown-ca', ['sure']],
    ['docker', 'bad-certificate', ['likely']],
    ['docker', null, ['likely']],
    ['dind', null, []],
  ])('asked for %s, alert %s: %j', (serverName, alert, expected) => {
    const refused = tlsConnection({ serverName, refusal: { from: 'client', alert } });
    expect(
      tlsCaMismatchSharedCerts.judge(trafficOf([], [refused]))?.map(({ certainty }) => certainty),
    ).toEqual(expected);
  });

  test('without TLS it is not judged', () => {
    expect(tlsCaMismatchSharedCerts.judge(trafficOf([], [connection()]))).toBeNull();
  });
});

test("a real client with another dind's ca.pem", async () => {
  const traffic = await captured('fixtures/tls-mismatch/capture.pcapng');
  expect(tlsCaMismatchSharedCerts.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringContaining('127.0.0.1:2376'), certainty: 'likely' },
  ]);
});
