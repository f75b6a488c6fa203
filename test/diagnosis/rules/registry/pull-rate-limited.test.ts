import { expect, test } from 'vitest';
import { pullRateLimited } from '../../../../src/diagnosis/rules/registry/pull-rate-limited.ts';
import { info, pull } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real daemon whose registry has had enough: two pulls without a login, no mirror', async () => {
  expect(await messagesIn(pullRateLimited, 'registry-troubles')).toEqual([
    expect.stringMatching(
      /^127\.0\.0\.1:6003 refused pull \d+ of this job.*without a login, no mirror is set/,
    ),
  ]);
});

test('a real registry that gives what is asked for', async () => {
  expect(await messagesIn(pullRateLimited, 'registry')).toEqual([]);
});

test('by hand: Docker Hub, the third pull, and a mirror that is set', () => {
  const error = 'toomanyrequests: You have reached your unauthenticated pull rate limit.';
  const mirrors = { RegistryConfig: { Mirrors: ['https://mirror.example.test/'] } };
  expect(
    messagesOf(
      pullRateLimited,
      info(mirrors),
      pull('alpine:3', { id: 2 }),
      pull('node:22', { id: 3 }),
      pull('postgres:17', { id: 4, status: 429, error }),
    ),
  ).toEqual([
    'Docker Hub refused pull 3 of this job because there were too many: 3 of 3 pulls without a login, the daemon has the mirror https://mirror.example.test/.',
  ]);
});

test('by hand: nothing that asks a registry', () => {
  expect(messagesOf(pullRateLimited, info({}))).toBeNull();
});
