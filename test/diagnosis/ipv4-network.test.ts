import { expect, test } from 'vitest';
import { isIPv4InNetwork } from '../../src/diagnosis/ipv4-network.ts';

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['192.168.1.1', '192.168.1.1/32', true],
  ['203.0.113.9', '0.0.0.0/0', true],
  ['10.1.2.3', '10.0.0.0/33', false],
  ['10.1.2', '10.0.0.0/8', false],
  ['docker', '10.0.0.0/8', false],
  ['10.1.2.3', 'fd00::/8', false],
])('%s in %s: %s', (address, network, inside) => {
  expect(isIPv4InNetwork(address, network)).toBe(inside);
});
