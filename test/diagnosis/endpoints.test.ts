import { expect, test } from 'vitest';
import { hostOf, placeOf } from '../../src/diagnosis/endpoints.ts';

test.each([
  ['/var/run/docker.sock', 'socket', '/var/run/docker.sock'],
  ['127.0.0.1:2375', 'loopback', '127.0.0.1'],
  ['[::1]:2375', 'loopback', '::1'],
  ['172.18.0.3:2376', 'network', '172.18.0.3'],
  ['[fd00::2]:2375', 'network', 'fd00::2'],
])('%s', (endpoint, place, host) => {
  expect([placeOf(endpoint), hostOf(endpoint)]).toEqual([place, host]);
});
