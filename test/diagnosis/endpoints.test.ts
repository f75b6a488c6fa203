import { expect, test } from 'vitest';
import { hostOf, placeOf, remoteHost } from '../../src/diagnosis/endpoints.ts';
import { chosenDaemon, jobEnvironment } from '../builders/evidence.ts';

test.each([
  ['/var/run/docker.sock', 'socket', '/var/run/docker.sock'],
  ['127.0.0.1:2375', 'loopback', '127.0.0.1'],
  ['[::1]:2375', 'loopback', '::1'],
  ['172.18.0.3:2376', 'network', '172.18.0.3'],
  ['[fd00::2]:2375', 'network', 'fd00::2'],
])('%s', (endpoint, place, host) => {
  expect([placeOf(endpoint), hostOf(endpoint)]).toEqual([place, host]);
});

test('a daemon elsewhere, as the job calls it', () => {
  const host = (address: string) => remoteHost(jobEnvironment({ daemon: chosenDaemon({ address }) }));
  expect(host('tcp://docker:2376')).toBe('docker');
  expect(host('tcp://[fd00::3]:2375')).toBe('fd00::3');
  expect(host('tcp://localhost:2375')).toBeNull();
  expect(host('tcp://127.0.0.1:2375')).toBeNull();
  expect(host('unix:///var/run/docker.sock')).toBeNull();
});
