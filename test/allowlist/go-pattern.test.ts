import { expect, test } from 'vitest';
import { goPattern } from '../../src/allowlist/go-pattern.ts';
import { UnreadableRulesError } from '../../src/allowlist/socket-proxy.ts';

test('the whole path has to match', () => {
  const matches = goPattern('/v1\\..{1,2}/(version|containers/.*)');
  expect(matches('/v1.41/version')).toBe(true);
  expect(matches('/v1.41/versions')).toBe(false);
  expect(matches('/x/v1.41/version')).toBe(false);
});

test('what Go would refuse is refused', () => {
  expect(() => goPattern('(')).toThrow(UnreadableRulesError);
  expect(() => goPattern('(?=a)')).toThrow(UnreadableRulesError);
});
