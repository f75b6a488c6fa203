import { expect, test } from 'vitest';
import { defaultInterface, localNetwork, nameServers } from '../../src/probe/local-network.ts';

// As Linux writes it: two default routes, one of them with a higher metric.
const ROUTES = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
eth0\t00000000\t010012AC\t0003\t0\t0\t100\t00000000\t0\t0\t0
eth0\t000012AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
`;

test('the interface of the default route', () => {
  expect(defaultInterface(ROUTES)).toBe('eth0');
  expect(defaultInterface(ROUTES.split('\n').slice(0, 1).join('\n'))).toBeNull();
  expect(defaultInterface('')).toBeNull();
});

test('a name that would lead out of its folder is none', () => {
  expect(defaultInterface(ROUTES.replaceAll('eth0', '../../etc').replaceAll('wlan0', '..'))).toBeNull();
});

test('name servers', () => {
  const text =
    '# nameserver 1.1.1.1\nsearch example.test\nnameserver 127.0.0.11\n nameserver\tfd00::1\noptions ndots:0\n';
  expect(nameServers(text)).toEqual(['127.0.0.11', 'fd00::1']);
});

test('of this machine', async () => {
  const { interface: name, mtu } = await localNetwork();
  expect(mtu === null || mtu > 0).toBe(true);
  expect(name === null || name.length > 0).toBe(true);
});
