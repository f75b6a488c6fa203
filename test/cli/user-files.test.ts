import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readUserFile, userFile, writeUserFile } from '../../src/cli/user-files.ts';

test.each([
  ['config', { XDG_CONFIG_HOME: '/x', HOME: '/h' }, '/x/dind-sniff/a.json'],
  ['config', { HOME: '/h' }, '/h/.config/dind-sniff/a.json'],
  // XDG Base Directory Specification: relative paths are to be ignored.
  ['config', { XDG_CONFIG_HOME: 'x', HOME: '/h' }, '/h/.config/dind-sniff/a.json'],
  ['state', { HOME: '/h' }, '/h/.local/state/dind-sniff/a.json'],
] as const)('%s with %j is %s', (kind, env, expected) => {
  expect(userFile(kind, 'a.json', env)).toBe(expected);
});

test('a file is written for its owner alone, and where it cannot be nothing happens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'home-'));
  try {
    const path = join(folder, 'dind-sniff', 'history.json');
    expect(readUserFile(path)).toBeNull();
    writeUserFile(path, '{}');
    expect(readUserFile(path)).toBe('{}');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    writeUserFile(join(path, 'below-a-file'), '{}');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
