import { describe, expect, it } from 'vitest';
import { goFileMode, readPathStat } from '../../../src/docker/archive/path-stat.ts';

const stat = {
  name: 'größe',
  size: 4096,
  mode: 2147484141,
  mtime: '2024-05-01T12:00:00Z',
  linkTarget: '',
};

describe('X-Docker-Container-Path-Stat', () => {
  it.each(['base64', 'base64url'] as const)('in %s', (alphabet) => {
    const header = Buffer.from(JSON.stringify({ ...stat, name: '???>>>' })).toString(alphabet);
    expect(readPathStat(header)).toEqual({ ...stat, name: '???>>>', modeText: 'drwxr-xr-x' });
  });

  it.each(['', 'e30', '!!', Buffer.from('[1]').toString('base64'), Buffer.from('nul').toString('base64')])(
    'neither throws nor invents: %s',
    (header) => {
      const read = readPathStat(header);
      if (header === 'e30') expect(read).toMatchObject({ name: '', size: 0, modeText: '----------' });
      else expect(read).toBeNull();
    },
  );
});

/** By the rule of `FileMode.String` in Go's io/fs/fs.go. */
it.each([
  [0o644, '-rw-r--r--'],
  [2 ** 31 + 0o755, 'drwxr-xr-x'],
  [2 ** 27 + 0o777, 'Lrwxrwxrwx'],
  [2 ** 23 + 0o755, 'urwxr-xr-x'],
  [2 ** 26 + 2 ** 21 + 0o666, 'Dcrw-rw-rw-'],
  [2 ** 31 + 2 ** 20 + 0o777, 'dtrwxrwxrwx'],
  [2 ** 25 + 0o600, 'prw-------'],
])('mode %o is %s', (mode, text) => {
  expect(goFileMode(mode)).toBe(text);
});
