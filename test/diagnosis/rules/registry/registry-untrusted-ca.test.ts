import { expect, test } from 'vitest';
import { registryUntrustedCa } from '../../../../src/diagnosis/rules/registry/registry-untrusted-ca.ts';
import { info } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon that does not know who signed', async () => {
  expect(await messagesIn(registryUntrustedCa, 'registry-troubles')).toEqual([
    'The daemon does not trust the certificate of 198.51.100.7:6002; a CA in the image of the job does not help it.',
  ]);
});

test('a real registry without TLS', async () => {
  expect(await messagesIn(registryUntrustedCa, 'registry')).toEqual([]);
});

test('by hand: nothing that asks a registry', () => {
  expect(messagesOf(registryUntrustedCa, info({}))).toBeNull();
});
