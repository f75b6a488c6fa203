import { expect, it } from 'vitest';
import { linkStaysInside, safePath } from '../../../src/cli/extract/safe-path.ts';

it.each([
  ['a/b', ['a', 'b']],
  ['./a//b/', ['a', 'b']],
  ['/etc/passwd', ['etc', 'passwd']],
  ['.', []],
  ['', []],
  ['a\0b', ['a\\x00b']],
  ['\u001b[2J', ['\\x1b[2J']],
  ['...', ['...']],
] as const)('%j is written to %j', (path, segments) => {
  expect(safePath(path)).toEqual({ ok: true, segments });
});

it.each(['..', '../a', 'a/..', 'a/../b', '/..', 'a/b/../../..', 'x'.repeat(256), 'ö'.repeat(128)])(
  '%j is written nowhere',
  (path) => {
    expect(safePath(path).ok).toBe(false);
  },
);

it.each([
  ['a', 0, true],
  ['./a/b', 0, true],
  ['..', 0, false],
  ['..', 1, true],
  ['../a', 1, true],
  ['../../a', 1, false],
  ['/', 5, false],
  ['/etc', 5, false],
  // Through a link of its own, `..` behind a name may lead anywhere.
  ['a/../b', 3, false],
  ['../a/..', 3, false],
  ['', 3, false],
  ['a\0', 3, false],
])('a link to %j from %d folders down stays inside: %s', (target, depth, expected) => {
  expect(linkStaysInside(target, depth)).toBe(expected);
});
