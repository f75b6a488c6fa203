import { describe, expect, test } from 'vitest';
import { authCredentialsForOtherHost } from '../../../../src/diagnosis/rules/auth/auth-credentials-for-other-host.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { buildExchange, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const failing = (server: string, image: string) =>
  buildExchange({
    registries: [{ server, username: 'bob', kind: 'password', secret: new Secret('x') }],
    steps: [],
    error: { code: null, message: `pull access denied for ${image}, repository does not exist` },
  });

describe('by hand', () => {
  test.each([
    ['https://reg.example.test/v2/', 'reg.example.test/app', 'reg.example.test'],
    ['reg.example.test', 'reg.example.test:5000/app', 'reg.example.test:5000'],
    ['docker.io', 'team/app', 'https://index.docker.io/v1/'],
  ])('logged in to %s, and %s is asked for', (server, image, key) => {
    expect(authCredentialsForOtherHost.judge(trafficOf([failing(server, image)]))).toMatchObject([
      { message: `The client is logged in to "${server}", but the image needs the key "${key}".` },
    ]);
  });

  test.each([
    ['the right key', 'reg.example.test', 'reg.example.test/app'],
    ['another registry', 'other.example.test', 'reg.example.test/app'],
  ])('%s', (_name, server, image) => {
    expect(authCredentialsForOtherHost.judge(trafficOf([failing(server, image)]))).toEqual([]);
  });

  test('without a registry it is not judged', () => {
    expect(authCredentialsForOtherHost.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real client without any login', async () => {
  const traffic = await captured('fixtures/registry/capture.pcapng');
  expect(authCredentialsForOtherHost.judge(evidence({ traffic }))).toEqual([]);
});
