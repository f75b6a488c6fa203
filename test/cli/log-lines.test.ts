import { expect, test } from 'vitest';
import type { Context } from '../../src/cli/context.ts';
import { logLines } from '../../src/cli/log-lines.ts';

test.each([
  [{}, 'a\n  ::error::b\n'],
  [{ GITHUB_ACTIONS: 'true' }, 'a\n  : :error::b\n'],
])('with %j', (env, expected) => {
  expect(logLines(['a', '  ::error::b'], { env } as unknown as Context)).toBe(expected);
});
