import { expect, test } from 'vitest';
import { keptValues } from '../../src/probe/kept-variables.ts';

test('what is not known is left out', () => {
  expect(
    keptValues({
      DOCKER_HOST: 'tcp://d:1',
      DOCKER_AUTH_CONFIG: 's',
      AWS_SECRET_ACCESS_KEY: 's',
      CI: undefined,
    }),
  ).toEqual({ DOCKER_HOST: 'tcp://d:1' });
});

test.each([
  ['http://user:pa55@proxy:3128', 'http://user:••••@proxy:3128'],
  ['user:pa55@proxy:3128', 'user:••••@proxy:3128'],
  ['ssh://me:pa:55@host', 'ssh://me:••••@host'],
  ['http://proxy:3128', 'http://proxy:3128'],
  ['tcp://[::1]:2375', 'tcp://[::1]:2375'],
])('no password of an address: %s', (value, kept) => {
  expect(keptValues({ HTTP_PROXY: value })).toEqual({ HTTP_PROXY: kept });
});
