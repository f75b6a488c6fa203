import { expect, test } from 'vitest';
import { tlsVerifyDisabled } from '../../../../src/diagnosis/rules/tls/tls-verify-disabled.ts';
import { chosenDaemon, evidence, jobEnvironment } from '../../../builders/evidence.ts';

const judge = (variables: Readonly<Record<string, string>>, daemon = chosenDaemon()) =>
  tlsVerifyDisabled
    .judge(evidence({ environment: jobEnvironment({ variables, daemon }) }))
    ?.map(({ message }) => message);

test('certificates without the wish to verify', () => {
  expect(judge({ DOCKER_CERT_PATH: '/certs/client' })).toEqual([
    expect.stringMatching(/^DOCKER_CERT_PATH is set/),
  ]);
  expect(judge({ DOCKER_CERT_PATH: '/c', DOCKER_TLS_VERIFY: '' })).toHaveLength(1);
  expect(judge({ DOCKER_TLS: '1' })).toEqual([expect.stringMatching(/^TLS is on, but/)]);
});

test('nothing where it verifies, has no certificates, or uses a socket', () => {
  expect(judge({ DOCKER_CERT_PATH: '/c', DOCKER_TLS_VERIFY: '1' })).toEqual([]);
  expect(judge({})).toEqual([]);
  expect(judge({ DOCKER_CERT_PATH: '/c' }, chosenDaemon({ address: 'unix:///d.sock' }))).toEqual([]);
});
