import { describe, expect, test } from 'vitest';
import { maskOptions, readFrontendOptions } from '../../../src/docker/buildkit/frontend-options.ts';
import { Secret } from '../../../src/model/secret.ts';

const read = (options: Record<string, string>) => readFrontendOptions(new Map(Object.entries(options)));

test('without options, all is as a build has it by default', () => {
  expect(read({})).toEqual({
    dockerfilePath: 'Dockerfile',
    buildArgs: {},
    labels: {},
    target: null,
    platform: null,
    noCache: false,
    pull: false,
    networkMode: null,
    cacheFrom: [],
    remote: 'client-session',
    limits: {},
  });
});

describe('an option each', () => {
  test.each([
    ['filename', 'docker/web.Dockerfile', { dockerfilePath: 'docker/web.Dockerfile' }],
    ['build-arg:VERSION', '1.4.2', { buildArgs: { VERSION: '1.4.2' } }],
    ['label:team', 'web', { labels: { team: 'web' } }],
    ['target', 'files', { target: 'files' }],
    ['platform', 'linux/arm64,linux/amd64', { platform: 'linux/arm64,linux/amd64' }],
    ['no-cache', '', { noCache: true }],
    ['image-resolve-mode', 'pull', { pull: true }],
    ['image-resolve-mode', 'local', { pull: false }],
    ['force-network-mode', 'none', { networkMode: 'none' }],
    ['cache-from', 'a:1,b:2', { cacheFrom: ['a:1', 'b:2'] }],
    ['cache-imports', '[{"Type":"registry","Attrs":{"ref":"a:1"}},{"Type":"gha"},7]', { cacheFrom: ['a:1'] }],
    ['cache-imports', '{', { cacheFrom: [] }],
    ['context', 'http://buildkit-session/id', { remote: 'http://buildkit-session/id' }],
    ['shm-size', '64m', { limits: { shmsize: '64m' } }],
    ['ulimit', 'nofile=1024', { limits: { ulimits: 'nofile=1024' } }],
  ])('%s=%s', (name, value, expected) => {
    expect(read({ [name]: value })).toMatchObject(expected);
  });
});

test('secrets are secrets, by name, by value and inside of a URL', () => {
  const options = {
    'build-arg:NPM_TOKEN': 'npm-secret',
    context: 'https://user:git-secret@git.test/r.git',
    'build-arg:X': 'ghp_abcdefghijklmnopqrstuvwxyz0123',
  };
  const { buildArgs, remote } = read(options);
  expect(buildArgs.NPM_TOKEN).toBeInstanceOf(Secret);
  expect(buildArgs.X).toBeInstanceOf(Secret);
  expect(String(remote)).toBe('https://user:••••@git.test/r.git');
  const shown = JSON.stringify(maskOptions(new Map(Object.entries(options))));
  expect(shown).not.toMatch(/npm-secret|git-secret|ghp_/);
});
