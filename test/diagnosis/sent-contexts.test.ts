import { expect, test } from 'vitest';
import { hasIgnoreFile, ignorePatterns, sentContexts } from '../../src/diagnosis/sent-contexts.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { archiveEntry } from '../builders/archive-entry.ts';
import { buildKitExchange, contextExchange } from '../builders/context.ts';
import { exchange } from '../builders/exchange.ts';

const only = (one: ReturnType<typeof exchange>) => sentContexts(new Traffic([one], []))?.[0];

test('of a tar all is sent', () => {
  const context = only(contextExchange([archiveEntry('a', 5), archiveEntry('b', 7)]));
  expect(context?.sent).toHaveLength(2);
  expect(context?.bytes).toBe(12);
  expect(context && ignorePatterns(context)).toBeNull();
  expect(context && hasIgnoreFile(context)).toBeNull();
});

test('the CLI sends its .dockerignore along', () => {
  const context = only(contextExchange([archiveEntry('.dockerignore', 5)]));
  expect(context && hasIgnoreFile(context)).toBe(true);
});

test('BuildKit lists more than it sends, and tells its patterns', () => {
  const entries = [archiveEntry('a', 5, { sent: true }), archiveEntry('b', 7, { sent: false })];
  const context = only(buildKitExchange(entries, ['logs']));
  expect(context?.sent.map(({ path }) => path)).toEqual(['a']);
  expect(context?.listed).toHaveLength(2);
  expect(context?.bytes).toBe(5);
  expect(context && ignorePatterns(context)).toEqual(['logs']);
  expect(context && hasIgnoreFile(context)).toBe(true);
});

test('null without a build', () => {
  expect(sentContexts(new Traffic([exchange()], []))).toBeNull();
});
