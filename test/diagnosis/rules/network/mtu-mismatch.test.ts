import { expect, test } from 'vitest';
import { mtuMismatch } from '../../../../src/diagnosis/rules/network/mtu-mismatch.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import type { Exchange } from '../../../../src/model/exchange.ts';
import { call } from '../../../builders/engine-calls.ts';
import { daemonProbe, evidence } from '../../../builders/evidence.ts';

const judge = (bridge: number | null, mtu: number | null, address = '172.18.0.3') =>
  mtuMismatch.judge(
    evidence({
      probe: daemonProbe({
        bridge: bridge === null ? null : { mtu: bridge },
        local: { interface: 'eth0', mtu, nameServers: [] },
        resolution: { addresses: [address], error: null },
      }),
    }),
  );

test('the bridge carries more than its network', () => {
  expect(judge(1500, 1360)).toEqual([
    {
      message:
        'The bridge of the daemon has an MTU of 1500, but this network carries 1360 (eth0): large packets from containers and RUN steps vanish.',
      fix: expect.stringContaining('--mtu=1360'),
      certainty: 'sure',
    },
  ]);
});

test('a daemon far away may be in another network', () => {
  expect(judge(1500, 1360, '203.0.113.9')?.[0]?.certainty).toBe('likely');
});

test('nothing where it fits; not judged where one of the two is not known', () => {
  expect(judge(1360, 1360)).toEqual([]);
  expect(judge(1400, 1500)).toEqual([]);
  expect(judge(null, 1360)).toBeNull();
  expect(judge(1500, null)).toBeNull();
});

test('a network that does not take over the MTU of the bridge', () => {
  const create = (options: Readonly<Record<string, string>>, status = 201) =>
    call(
      'NetworkCreate',
      { status },
      { request: { Name: 'app_default', Driver: 'bridge', Options: options } },
    );
  const judgeWith = (network: Exchange, mtu = 1360) =>
    mtuMismatch.judge(
      evidence({
        traffic: new Traffic([network], []),
        probe: daemonProbe({ bridge: { mtu }, local: { interface: 'eth0', mtu: 1360, nameServers: [] } }),
      }),
    );
  expect(judgeWith(create({}))).toMatchObject([
    {
      message:
        'The network "app_default" was made with an MTU of 1500, but the bridge of the daemon has 1360: --mtu of dind is not for networks that are made later.',
      certainty: 'likely',
      exchanges: [1],
    },
  ]);
  expect(judgeWith(create({ 'com.docker.network.driver.mtu': '1360' }))).toEqual([]);
  expect(judgeWith(create({}, 409))).toEqual([]);
});
