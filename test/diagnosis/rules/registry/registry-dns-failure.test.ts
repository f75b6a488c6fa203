import { expect, test } from 'vitest';
import { registryDnsFailure } from '../../../../src/diagnosis/rules/registry/registry-dns-failure.ts';
import { info, pull } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon whose name server knows no such name', async () => {
  expect(await messagesIn(registryDnsFailure, 'registry-troubles')).toEqual([
    'The daemon, not the job, cannot resolve registry.example.test at 127.0.0.53.',
  ]);
});

test('a real registry that is found', async () => {
  expect(await messagesIn(registryDnsFailure, 'registry')).toEqual([]);
});

test.each([
  [
    'lookup registry-1.docker.io on 127.0.0.11:53: server misbehaving',
    "(the resolver of the daemon's own network)",
  ],
  [
    'lookup registry-1.docker.io on 8.8.8.8:53: read udp 172.17.0.2:4->8.8.8.8:53: i/o timeout',
    "(Docker's fallback where it knows no other)",
  ],
])('by hand: %s', (error, words) => {
  expect(
    messagesOf(
      registryDnsFailure,
      pull('alpine', { error: `Get "https://registry-1.docker.io/v2/": dial tcp: ${error}` }),
    ),
  ).toEqual([
    expect.stringContaining(
      `cannot resolve registry-1.docker.io at ${words.startsWith('(D') ? '8.8.8.8' : '127.0.0.11'} ${words}`,
    ),
  ]);
});

test('by hand: nothing that asks a registry', () => {
  expect(messagesOf(registryDnsFailure, info({}))).toBeNull();
});
