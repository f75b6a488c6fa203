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
