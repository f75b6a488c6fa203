import { expect, test } from 'vitest';
import { buildLegacyBuilder } from '../../../../src/diagnosis/rules/build/build-legacy-builder.ts';
import { built, call } from '../../../builders/engine-calls.ts';
import { request, response } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon 26 and builds by the classic builder', async () => {
  expect(await messagesIn(buildLegacyBuilder, 'rebuild-classic')).toEqual([
    '10 builds used the classic builder, though this daemon has BuildKit.',
  ]);
});

test('a real build by buildx', async () => {
  expect(await messagesIn(buildLegacyBuilder, 'buildkit-buildx')).toEqual([]);
});

const ping = (version: string) =>
  call('SystemPingHead', {
    exchange: { request: request(), response: response(200, { headers: [['Builder-Version', version]] }) },
  });

test.each([
  ['1', []],
  ['2', ['1 build used the classic builder, though this daemon has BuildKit.']],
])('by hand: Builder-Version %s', (version, expected) => {
  expect(messagesOf(buildLegacyBuilder, ping(version), built({ builder: 'classic' }))).toEqual(expected);
});

test('by hand: without a ping nobody can tell', () => {
  expect(messagesOf(buildLegacyBuilder, built({ builder: 'classic' }))).toBeNull();
});
