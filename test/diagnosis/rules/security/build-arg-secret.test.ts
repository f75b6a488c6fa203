import { describe, expect, test } from 'vitest';
import { buildArgSecret } from '../../../../src/diagnosis/rules/security/build-arg-secret.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { buildExchange, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand', () => {
  test('names the build args, and nothing of them', () => {
    const found = buildArgSecret.judge(trafficOf([buildExchange()]));
    expect(found).toEqual([
      {
        message: 'Build arg NPM_TOKEN carries a secret: it stays in the history of the image.',
        fix: 'Use --secret id=npm_token,env=NPM_TOKEN with RUN --mount=type=secret,id=npm_token, and change the secret.',
        exchanges: [2],
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('npm_topsecret');
  });

  test('labels too', () => {
    const labels = { 'deploy.token': new Secret('u8Qd0Zr1kPz7mW3x') };
    expect(buildArgSecret.judge(trafficOf([buildExchange({ buildArgs: {}, labels })]))).toMatchObject([
      { message: expect.stringMatching(/^Label deploy\.token carries/) },
    ]);
  });

  test.each([
    ['a dummy', { SECRET_KEY_BASE: new Secret('dummy') }],
    ['a proxy, which has a rule of its own', { HTTP_PROXY: new Secret('http://bob:x9k2@proxy.test') }],
    ['no secret', { VERSION: '2' }],
    ['no value', { NPM_TOKEN: null }],
  ])('%s', (_name, buildArgs) => {
    expect(buildArgSecret.judge(trafficOf([buildExchange({ buildArgs })]))).toEqual([]);
  });

  test('without a build it is not judged', () => {
    expect(buildArgSecret.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real build with a token as a build arg', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  const found = buildArgSecret.judge(evidence({ traffic }));
  expect(found).toMatchObject([{ message: expect.stringContaining('Build arg GH_TOKEN carries a secret') }]);
  expect(JSON.stringify(found)).not.toContain('made-up');
});

test('a real build with other build args', async () => {
  const traffic = await captured('fixtures/buildkit-buildx/capture.pcapng');
  expect(buildArgSecret.judge(evidence({ traffic }))).toEqual([]);
});
