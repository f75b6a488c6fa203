import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClient } from '../../../src/docker/identity/client-identity.ts';

test.each([
  ['Docker-Client/28.2.2 (linux)', 'docker', '28.2.2', 'linux'],
  ['Docker-Client/20.10.24+dfsg1 (linux)', 'docker', '20.10.24+dfsg1', 'linux'],
  ['Docker-Client/1.12.6 (linux)', 'docker', '1.12.6', 'linux'],
  ['Docker-Client/25.0.0 (darwin) compose/v2.24.0', 'compose', '2.24.0', 'darwin'],
  ['Docker-Client/unknown-version (linux)', 'docker', null, 'linux'],
  ['docker-sdk-python/7.1.0', 'docker-py', '7.1.0', null],
  ['docker-compose/1.29.2 docker-py/5.0.0 Linux/5.4.0-88-generic', 'docker-compose', '1.29.2', 'linux'],
  ['moby-client/v0.1.0 linux/amd64', 'moby client', '0.1.0', 'linux'],
  ['Go-http-client/1.1', 'Go program', null, null],
  ['curl/7.88.1', 'curl', '7.88.1', null],
  ['tc-java/1.19.0', 'Testcontainers for Java', '1.19.0', null],
  ['something else', 'something', null, null],
  ['constructor/1', 'constructor', '1', null],
  [
    'docker/20.10.9 go/go1.16.8 git-commit/79ea9d3 os/linux arch/amd64 UpstreamClient(Docker-Client/20.10.9 \\(darwin\\))',
    'docker',
    '20.10.9',
    'darwin',
  ],
  [
    'docker/20.10.9 go/go1.16.8 git-commit/79ea9d3 kernel/5.4 os/linux arch/amd64',
    'dockerd',
    '20.10.9',
    'linux',
  ],
])('%s', (userAgent, name, version, os) => {
  expect(readClient(userAgent)).toEqual({ name, version, os, userAgent });
});

test('nothing without a User-Agent', () => {
  expect(readClient(null)).toBeNull();
  expect(readClient(' ')).toBeNull();
});

test('nothing makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void readClient(text)));
});
