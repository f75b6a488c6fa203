import { expect, test } from 'vitest';
import { push413 } from '../../../../src/diagnosis/rules/registry/push-413.ts';
import { info } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real push through a proxy that takes no large layer', async () => {
  expect(await messagesIn(push413, 'registry-troubles')).toEqual([
    expect.stringMatching(
      /^A proxy in front of the registry refused a layer( of \S+ kB)? as too large \(413\)\.$/,
    ),
  ]);
});

test('a real push that is taken', async () => {
  expect(await messagesIn(push413, 'registry')).toEqual([]);
});

test('by hand: nothing that asks a registry', () => {
  expect(messagesOf(push413, info({}))).toBeNull();
});
