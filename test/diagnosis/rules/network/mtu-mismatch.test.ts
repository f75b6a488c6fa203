import { expect, test } from 'vitest';
import { mtuMismatch } from '../../../../src/diagnosis/rules/network/mtu-mismatch.ts';
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
