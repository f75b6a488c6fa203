import { expect, test } from 'vitest';
import { proxyCredentialsInBuildArgs } from '../../../../src/diagnosis/rules/security/proxy-credentials-in-build-args.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { built } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test.each([
  [
    { HTTP_PROXY: new Secret('http://bob:pw@proxy.test:3128', 'http://bob:••••@proxy.test:3128') },
    ['HTTP_PROXY with a password is passed to a build.'],
  ],
  [{ https_proxy: new Secret('x') }, ['https_proxy with a password is passed to a build.']],
  [{ HTTP_PROXY: 'http://proxy.test:3128', NO_PROXY: 'a@b' }, []],
  [{ HTTP_PROXY: null }, []],
])('by hand: %j', (buildArgs, expected) => {
  expect(messagesOf(proxyCredentialsInBuildArgs, built({ buildArgs }))).toEqual(expected);
});

test('real builds without a proxy', async () => {
  expect(await messagesIn(proxyCredentialsInBuildArgs, 'build-options')).toEqual([]);
});

test('a real capture without builds and containers is not judged', async () => {
  expect(await messagesIn(proxyCredentialsInBuildArgs, 'registry')).toBeNull();
});
