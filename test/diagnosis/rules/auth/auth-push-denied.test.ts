import { describe, expect, test } from 'vitest';
import { authPushDenied } from '../../../../src/diagnosis/rules/auth/auth-push-denied.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const push = (message: string) =>
  exchange({
    id: 4,
    operation: 'ImagePush',
    docker: dockerFacts({
      images: ['myrepo/app:1'],
      auth: {
        server: 'https://index.docker.io/v1/',
        username: 'ci-bot',
        kind: 'password',
        secret: new Secret('x'),
      },
      progress: { layers: [], messages: [], errorDetail: { code: null, message }, aux: [] },
    }),
  });

describe('by hand', () => {
  test('who may not push where', () => {
    expect(
      authPushDenied.judge(trafficOf([push('denied: requested access to the resource is denied')])),
    ).toEqual([
      {
        message:
          'User "ci-bot" may not push to "myrepo/app:1" at Docker Hub: denied: requested access to the resource is denied',
        exchanges: [4],
      },
    ]);
  });

  test('another error', () => {
    expect(authPushDenied.judge(trafficOf([push('received unexpected HTTP status: 500')]))).toEqual([]);
  });

  test('without a push it is not judged', () => {
    expect(authPushDenied.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real push without a login is something else', async () => {
  const traffic = await captured('fixtures/registry/capture.pcapng');
  expect(authPushDenied.judge(evidence({ traffic }))).toEqual([]);
});
