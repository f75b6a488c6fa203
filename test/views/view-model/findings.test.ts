import { expect, it } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { Secret } from '../../../src/model/secret.ts';
import { Findings } from '../../../src/views/view-model/findings.ts';
import { connection } from '../../builders/connection.ts';
import { dockerFacts, exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

const login = exchange({
  docker: dockerFacts({
    auth: { server: 'registry.example.com', username: 'a', kind: 'password', secret: new Secret('x') },
  }),
});

it.each<[name: string, exchanges: readonly Exchange[], expected: readonly string[]]>([
  ['nothing', [exchange()], []],
  ['one login', [login], ['logins of 1 registry went over the network unencrypted']],
  [
    'a build and a login of the same registry, seen twice',
    [webBuild(), login, webBuild()],
    ['logins of 3 registries went over the network unencrypted', '.env, .git were sent in a build context'],
  ],
  ['logins over a unix socket', [{ ...login, server: '/var/run/docker.sock' }], []],
])('finds %s', (_, exchanges, expected) => {
  const findings = new Findings();
  for (const one of exchanges) findings.take(one);
  expect(findings.sentences()).toEqual(expected);
});

it('counts encrypted connections that ended', () => {
  const findings = new Findings();
  findings.takeConnection(connection({ protocol: 'tls', closedAt: null }));
  findings.takeConnection(connection({ protocol: 'http/1' }));
  expect(findings.sentences()).toEqual([]);
  findings.takeConnection(connection({ protocol: 'tls' }));
  expect(findings.encrypted).toBe(1);
  expect(findings.sentences()).toEqual(['1 connection is encrypted, and not shown']);
});
