import { expect, test } from 'vitest';
import { readDaemon } from '../../../src/docker/identity/daemon-identity.ts';

test.each([
  [
    'dockerd',
    [
      ['Server', 'Docker/20.10.24+dfsg1 (linux)'],
      ['Api-Version', '1.41'],
      ['Ostype', 'linux'],
    ],
    { version: '20.10.24+dfsg1', os: 'linux', apiVersion: '1.41' },
  ],
  [
    'dockerd before Ostype',
    [['Server', 'Docker/1.12.6 (windows)']],
    { version: '1.12.6', os: 'windows', apiVersion: null },
  ],
  ['podman', [['Server', 'Libpod/5.4.2 (linux)']], { version: '5.4.2', os: 'linux', apiVersion: null }],
  [
    'a proxy that names itself',
    [
      ['Server', 'nginx'],
      ['API-VERSION', '1.44'],
    ],
    { version: null, os: null, apiVersion: '1.44' },
  ],
  ['another server', [['Server', 'nginx']], null],
  ['an attach, whose 101 has no such header', [['Upgrade', 'tcp']], null],
] as const)('%s', (_, headers, daemon) => {
  expect(readDaemon(headers)).toEqual(daemon);
});
