import { expect, test } from 'vitest';
import { buildkitEntitlementInsecure } from '../../../../src/diagnosis/rules/session/buildkit-entitlement-insecure.ts';
import { buildKitFacts, built } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real build that may use the network of the machine', async () => {
  expect(await messagesIn(buildkitEntitlementInsecure, 'session-troubles')).toEqual([
    'This build may use the network of the machine (network.host).',
  ]);
});

test('real builds that may not', async () => {
  expect(await messagesIn(buildkitEntitlementInsecure, 'buildkit-stages')).toEqual([]);
});

test('by hand: privileged steps; what is no risk is not told', () => {
  const may = (...entitlements: string[]) =>
    built({ builder: 'buildkit', buildkit: buildKitFacts({ entitlements }) });
  expect(messagesOf(buildkitEntitlementInsecure, may('security.insecure', 'device'))).toEqual([
    'This build may run privileged steps (security.insecure).',
  ]);
  expect(messagesOf(buildkitEntitlementInsecure, may('device'))).toEqual([]);
});
