import { expect, test } from 'vitest';
import { clientEnvironment } from '../../../src/capture/proxy/client-environment.ts';
import { tcpEnd, unixEnd } from '../../builders/proxy-peers.ts';

test.each([
  {
    title: 'a unix socket',
    end: unixEnd('/run/p.sock'),
    folder: '/certs/client',
    expected: ['unix:///run/p.sock', '', ''],
  },
  {
    title: 'plain TCP',
    end: tcpEnd(2375),
    folder: '/certs/client',
    expected: ['tcp://127.0.0.1:2375', '', ''],
  },
  {
    title: 'TLS',
    end: tcpEnd(2376, 'docker', true),
    folder: '/certs/client',
    expected: ['tcp://docker:2376', '1', '/certs/client'],
  },
  {
    title: 'all of IPv4',
    end: tcpEnd(2375, '0.0.0.0'),
    folder: null,
    expected: ['tcp://127.0.0.1:2375', '', ''],
  },
  { title: 'all addresses', end: tcpEnd(2375, '::'), folder: null, expected: ['tcp://[::1]:2375', '', ''] },
])('$title', ({ end, folder, expected: [host, verify, path] }) => {
  expect(clientEnvironment(end, folder)).toEqual({
    DOCKER_HOST: host,
    DOCKER_CONTEXT: '',
    DOCKER_TLS_VERIFY: verify,
    DOCKER_CERT_PATH: path,
  });
});
