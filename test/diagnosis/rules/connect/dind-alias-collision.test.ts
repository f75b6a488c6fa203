import { describe, expect, test } from 'vitest';
import { dindAliasCollision } from '../../../../src/diagnosis/rules/connect/dind-alias-collision.ts';
import { daemonProbe, evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, request } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const judge = (addresses: readonly string[], daemonIds: readonly string[] = []) =>
  dindAliasCollision.judge(
    evidence({ probe: daemonProbe({ resolution: { addresses, error: null }, daemonIds }) }),
  );

test('two daemons behind a name', () => {
  expect(judge(['172.18.0.3', '172.18.0.5'], ['3FXX:AAAA:BBBB', 'A9XX:CCCC:DDDD'])).toEqual([
    {
      message:
        '"docker" has 2 addresses (172.18.0.3, 172.18.0.5) with 2 daemons behind them (3FXX:AAAA:BB, A9XX:CCCC:DD): parallel jobs share the name.',
      certainty: 'sure',
    },
  ]);
});

test('two addresses whose daemons were not asked', () => {
  expect(judge(['172.18.0.3', '172.18.0.5'])).toEqual([
    { message: '"docker" has 2 addresses (172.18.0.3, 172.18.0.5): parallel jobs may share it.' },
  ]);
});

test('one daemon may have an address of each kind, or several', () => {
  expect(judge(['172.18.0.3'])).toEqual([]);
  expect(judge(['172.18.0.3', 'fd00::3'])).toEqual([]);
  expect(judge(['172.18.0.3', '172.19.0.3'], ['3FXX'])).toEqual([]);
});

test('not judged without a name', () => {
  const probe = daemonProbe({ host: null, resolution: null });
  expect(dindAliasCollision.judge(evidence({ probe }))).toBeNull();
});

const info = (id: number, server: string, daemon: string, host = 'docker:2375') =>
  exchange({
    id,
    server,
    operation: 'SystemInfo',
    request: request({ method: 'GET', path: '/info', headers: [['Host', host]] }),
    docker: dockerFacts({ members: { request: null, response: { ID: daemon } } }),
  });

describe('by hand, in traffic', () => {
  test('one name, two addresses, two daemons', () => {
    const exchanges = [info(1, '10.0.0.2:2375', '3F00'), info(2, '10.0.0.3:2375', 'A900')];
    expect(dindAliasCollision.judge(trafficOf(exchanges))).toEqual([
      {
        message: '"docker" is 2 daemons (3F00, A900): parallel jobs share the name.',
        exchanges: [1, 2],
      },
    ]);
  });

  test.each([
    [
      'to and fro at one address',
      [
        ['a', 'X'],
        ['a', 'Y'],
        ['a', 'X'],
      ],
      1,
    ],
    [
      'started anew at one address',
      [
        ['a', 'X'],
        ['a', 'Y'],
      ],
      0,
    ],
    [
      'one daemon',
      [
        ['a', 'X'],
        ['b', 'X'],
      ],
      0,
    ],
  ])('%s', (_name, told, count) => {
    const exchanges = told.map(([server = '', id = ''], index) => info(index + 1, server, id));
    expect(dindAliasCollision.judge(trafficOf(exchanges))).toHaveLength(count);
  });

  test('a name that stands for a socket is none', () => {
    const exchanges = [info(1, 'a', 'X', 'api.moby.localhost'), info(2, 'b', 'Y', 'api.moby.localhost')];
    expect(dindAliasCollision.judge(trafficOf(exchanges))).toBeNull();
  });
});

test('real traffic without /info of a named daemon is not judged', async () => {
  const traffic = await captured('fixtures/exec/capture.pcapng');
  expect(dindAliasCollision.judge(evidence({ traffic }))).toBeNull();
});
