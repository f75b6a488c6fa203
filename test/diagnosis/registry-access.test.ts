import { expect, test } from 'vitest';
import { deniedAccess, isKeyFor, isNearMiss, shownAccounts } from '../../src/diagnosis/registry-access.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { Secret } from '../../src/model/secret.ts';
import { build, buildExchange, dockerFacts, exchange, request } from '../builders/exchange.ts';

const account = (server: string) =>
  ({ server, username: 'bob', kind: 'password', secret: new Secret('x') }) as const;

test.each([
  ['https://index.docker.io/v1/', 'docker.io', true, false],
  ['docker.io', 'docker.io', false, true],
  ['reg.test', 'reg.test', true, false],
  ['https://reg.test/v2/', 'reg.test', false, true],
  ['reg.test:5000', 'reg.test', false, true],
  ['other.test', 'reg.test', false, false],
])('%s for %s: key %s, near miss %s', (server, host, key, near) => {
  expect([isKeyFor(server, host), isNearMiss(server, host)]).toEqual([key, near]);
});

test('which registry refused, and what was sent for it', () => {
  const error = { code: 404, message: 'pull access denied for x, repository does not exist' };
  const pull = exchange({
    operation: 'ImageCreate',
    request: request({ query: { fromImage: ['reg.test/team/x'] } }),
    docker: dockerFacts({ error, auth: account('reg.test') }),
  });
  const failing = buildExchange({
    registries: [account('https://index.docker.io/v1/')],
    error: { code: null, message: 'pull access denied for team/app, repository does not exist' },
    steps: [],
  });
  const traffic = new Traffic([pull, failing], []);
  expect(deniedAccess(traffic)).toMatchObject([
    { host: 'reg.test', sent: { server: 'reg.test' } },
    { host: 'docker.io', sent: { server: 'https://index.docker.io/v1/' } },
  ]);
  expect(shownAccounts(traffic).map(({ server }) => server)).toEqual([
    'reg.test',
    'https://index.docker.io/v1/',
  ]);
});

test('of BuildKit the image is in the sentence', () => {
  const message =
    'reg.test/team/x:1: failed to resolve source metadata for reg.test/team/x:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
  const failing = exchange({
    docker: dockerFacts({ build: build({ steps: [], registries: [], error: { code: null, message } }) }),
  });
  expect(deniedAccess(new Traffic([failing], []))).toMatchObject([{ host: 'reg.test', sent: null }]);
});

test('null where no registry was asked', () => {
  expect(deniedAccess(new Traffic([exchange()], []))).toBeNull();
});
