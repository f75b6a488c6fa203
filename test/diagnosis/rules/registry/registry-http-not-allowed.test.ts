import { expect, test } from 'vitest';
import { registryHttpNotAllowed } from '../../../../src/diagnosis/rules/registry/registry-http-not-allowed.ts';
import { info } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon and a registry that speaks plain HTTP', async () => {
  expect(await messagesIn(registryHttpNotAllowed, 'registry-troubles')).toEqual([
    '198.51.100.7:6001 speaks plain HTTP, and the daemon is not told to accept that.',
  ]);
});

test('a real registry that speaks plain HTTP on loopback, where that is allowed', async () => {
  expect(await messagesIn(registryHttpNotAllowed, 'registry')).toEqual([]);
});

test('by hand: nothing that asks a registry', () => {
  expect(messagesOf(registryHttpNotAllowed, info({}))).toBeNull();
});
