import { expect, test } from 'vitest';
import { secretPatterns } from '../../../src/docker/secrets/secret-patterns.ts';

test('each pattern looks through all of a text, and captures the value', () => {
  for (const { pattern } of secretPatterns) {
    expect(pattern.flags, String(pattern)).toContain('g');
    expect(new RegExp(`${pattern.source}|`, pattern.flags).exec('')?.length, String(pattern)).toBeGreaterThan(
      1,
    );
  }
});
