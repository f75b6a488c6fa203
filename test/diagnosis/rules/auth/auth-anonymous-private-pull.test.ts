import { describe, expect, test } from 'vitest';
import { authAnonymousPrivatePull } from '../../../../src/diagnosis/rules/auth/auth-anonymous-private-pull.ts';
import type { RegistryCredentials } from '../../../../src/model/registry-credentials.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, request } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const account = (server: string): RegistryCredentials => ({
  server,
  username: 'bob',
  kind: 'password',
  secret: new Secret('x'),
});
const pull = (auth: RegistryCredentials | null, message = 'pull access denied for reg.test/x') =>
  exchange({
    id: 3,
    operation: 'ImageCreate',
    request: request({ query: { fromImage: ['reg.test/x'] } }),
    docker: dockerFacts({ auth, error: { code: 404, message } }),
  });

describe('by hand', () => {
  test('no account was sent', () => {
    expect(authAnonymousPrivatePull.judge(trafficOf([pull(null)]))).toEqual([
      {
        message: 'No account was sent for reg.test, which refused: pull access denied for reg.test/x',
        fix: 'Run docker login reg.test in the job, as the same user with the same HOME and DOCKER_CONFIG.',
        exchanges: [3],
      },
    ]);
  });

  test.each([
    ['an account was sent', [pull(account('reg.test'))]],
    [
      'one is kept under another key',
      [pull(null), exchange({ docker: dockerFacts({ auth: account('reg.test:5000') }) })],
    ],
    ['it failed for another reason', [pull(null, 'manifest unknown')]],
  ])('%s', (_name, exchanges) => {
    expect(authAnonymousPrivatePull.judge(trafficOf(exchanges))).toEqual([]);
  });

  test('without a registry it is not judged', () => {
    expect(authAnonymousPrivatePull.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real push without a login', async () => {
  const traffic = await captured('fixtures/registry/capture.pcapng');
  expect(authAnonymousPrivatePull.judge(evidence({ traffic }))).toMatchObject([
    { message: 'No account was sent for 127.0.0.1:5000, which refused: no basic auth credentials' },
  ]);
});

test('real pulls with one', async () => {
  const traffic = await captured('fixtures/buildkit-20-registry/capture.pcapng');
  expect(authAnonymousPrivatePull.judge(evidence({ traffic }))).toEqual([]);
});
