import { expect, it } from 'vitest';
import { transportOf } from '../../../src/views/view-model/transport.ts';

it.each([
  ['172.17.0.2:2375', 'plain TCP', true],
  ['[::1]:2375', 'plain TCP', true],
  ['/var/run/docker.sock', 'unix socket', false],
  ['@abstract', 'unix socket', false],
])('%s', (server, words, readable) => {
  expect(transportOf(server)).toEqual({ words, readable });
});

it.each([
  ['/run/p.sock', false, '/var/run/docker.sock', false, 'unix socket'],
  ['/run/p.sock', false, 'docker:2375', false, 'plain TCP'],
  ['/run/p.sock', false, 'docker:2376', true, 'TLS'],
  ['10.0.0.2:2376', true, '/var/run/docker.sock', false, 'TLS'],
  ['127.0.0.1:2375', false, 'docker:2376', true, 'plain TCP'],
])(
  'through a proxy at %s (TLS: %s) before %s (TLS: %s)',
  (listener, listenerTls, target, targetTls, words) => {
    const proxied = { listener, listenerTls, target, targetTls, pid: null, command: null };
    expect(transportOf('10.0.0.2:2376', proxied)).toEqual({ words, readable: words === 'plain TCP' });
  },
);
