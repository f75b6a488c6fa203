import { expect, test } from 'vitest';
import { exitCodeIn } from '../../../src/docker/buildkit/exit-code.ts';

test.each([
  ['process "/bin/sh -c exit 42" did not complete successfully: exit code: 42', 42],
  ['executor failed running [/bin/sh -c false]: exit code: 1', 1],
  ['did not complete successfully: exit code: 137: context canceled: context canceled', 137],
  ['failed to compute cache key: "/absent.txt" not found: not found', null],
  ['', null],
])('%s', (message, code) => {
  expect(exitCodeIn(message)).toBe(code);
});
