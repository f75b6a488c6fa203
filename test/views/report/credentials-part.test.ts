import { expect, test } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { credentialsPart } from '../../../src/views/report/credentials-part.ts';
import { buildExchange, dockerFacts, exchange } from '../../builders/exchange.ts';

const auth = { server: 'r.test', username: 'bob', kind: 'password', secret: new Secret('hunter2') } as const;

test('an account is told once, with how often it was sent, to whom and over what', () => {
  const push = exchange({ id: 7, server: '/var/run/docker.sock', docker: dockerFacts({ auth }) });
  const { rows } = credentialsPart([buildExchange(), { ...buildExchange(), id: 5 }, push]);
  expect(
    rows.map(({ registry, account, kind, how, times, exchanges, over, readable }) => [
      registry,
      account,
      kind,
      how,
      times,
      exchanges,
      over,
      readable,
    ]),
  ).toEqual([
    ['https://index.docker.io/v1/', 'bob', 'password', 'X-Registry-Config', 2, [2, 5], 'plain TCP', true],
    ['registry.example.com', 'alice', 'password', 'X-Registry-Config', 2, [2, 5], 'plain TCP', true],
    ['ghcr.example', null, 'identity token', 'X-Registry-Config', 2, [2, 5], 'plain TCP', true],
    ['r.test', 'bob', 'password', 'X-Registry-Auth', 1, [7], 'unix socket', false],
  ]);
});

test('no secret is in it', () => {
  const part = credentialsPart([buildExchange(), exchange({ docker: dockerFacts({ auth }) })]);
  expect(JSON.stringify(part)).not.toMatch(/hunter2|s3cret|idtoken/);
});
