import { describe, expect, test } from 'vitest';
import { tlsSanMismatch } from '../../../../src/diagnosis/rules/tls/tls-san-mismatch.ts';
import type { ProbedCertificate } from '../../../../src/model/daemon-probe.ts';
import { connection, tlsConnection } from '../../../builders/connection.ts';
import { daemonProbe, evidence, probedCertificate, trafficOf } from '../../../builders/evidence.ts';
import { captured } from '../../captured.ts';

const judge = (
  certificate: Partial<ProbedCertificate>,
  host = 'dind',
  tls: 'verified' | 'unverified' = 'verified',
) =>
  tlsSanMismatch.judge(
    evidence({ probe: daemonProbe({ host, tls, certificate: probedCertificate(certificate) }) }),
  );

test('a name that the certificate does not have', () => {
  expect(judge({ coversHost: false })).toEqual([
    {
      message: 'The daemon\'s certificate is for docker, localhost, 172.18.0.3, not for "dind".',
      fix: expect.stringMatching(/alias docker.*DOCKER_TLS_SAN=DNS:dind\.$/),
    },
  ]);
});

test('an address', () => {
  expect(judge({ coversHost: false, names: ['DNS:ci'] }, '10.0.0.7')).toEqual([
    {
      message: expect.any(String),
      fix: 'Use one of these names, or start dind with DOCKER_TLS_SAN=IP:10.0.0.7.',
    },
  ]);
});

test('nothing where it fits, and where the client does not look', () => {
  expect(judge({})).toEqual([]);
  expect(judge({ coversHost: false }, 'dind', 'unverified')).toEqual([]);
  expect(tlsSanMismatch.judge(evidence({ probe: daemonProbe() }))).toBeNull();
});

test('hostile names stay text, and not all of a thousand are told', () => {
  const names = Array.from({ length: 50 }, (_, index) => `DNS:\x1b]0;${index}`);
  const [found] = judge({ coversHost: false, names }) ?? [];
  expect(found?.message).not.toContain('\x1b');
  expect(found?.message.length).toBeLessThan(300);
});

describe('by hand, in traffic', () => {
  test.each<[string, string | null, string[]]>([
    ['dind', 'bad-certificate', ['likely']],
    ['dind', null, ['likely']],
    ['docker', null, []],
    ['dind', 'unknown-ca', []],
    ['dind', 'certificate-expired', []],
  ])('asked for %s, alert %s: %j', (serverName, alert, expected) => {
    const refused = tlsConnection({ serverName, refusal: { from: 'client', alert } });
    expect(tlsSanMismatch.judge(trafficOf([], [refused]))?.map(({ certainty }) => certainty)).toEqual(
      expected,
    );
  });

  test('without TLS it is not judged', () => {
    expect(tlsSanMismatch.judge(trafficOf([], [connection()]))).toBeNull();
  });
});

test('a real client that asks for an address, which dind certifies', async () => {
  const traffic = await captured('fixtures/tls-mismatch/capture.pcapng');
  expect(tlsSanMismatch.judge(evidence({ traffic }))).toEqual([]);
});
