import { describe, expect, test } from 'vitest';
import { readLogin, readRegistryAuth, readRegistryConfig } from '../../../src/docker/auth/registry-auth.ts';
import type { RegistryCredentials } from '../../../src/model/registry-credentials.ts';
import { basic, registryHeader } from '../../builders/registry-header.ts';

/** A credential with its secret in clear, to compare with. */
function clear({ server, username, kind, secret }: RegistryCredentials) {
  return [server, username, kind, secret?.reveal() ?? null];
}

function config(value: unknown) {
  return readRegistryConfig(registryHeader(value), 1);
}

describe('X-Registry-Config', () => {
  test.each([
    [
      'a password',
      { 'r.test': { username: 'bob', password: 'p:w', serveraddress: 'r.test' } },
      ['r.test', 'bob', 'password', 'p:w'],
    ],
    [
      'an identity token',
      { 'r.test': { username: 'bob', identitytoken: 't' } },
      ['r.test', 'bob', 'identitytoken', 't'],
    ],
    [
      'a registry token',
      { 'r.test': { registrytoken: 't', password: 'p' } },
      ['r.test', null, 'registrytoken', 't'],
    ],
    [
      'only auth, with a colon in the password',
      { 'r.test': { auth: basic('bob', 'p:w:') } },
      ['r.test', 'bob', 'password', 'p:w:'],
    ],
    [
      'auth and an identity token',
      { 'r.test': { auth: basic('bob', ''), identitytoken: 't' } },
      ['r.test', 'bob', 'identitytoken', 't'],
    ],
    ['auth of a lone colon', { 'r.test': { auth: basic('', '') } }, ['r.test', null, 'none', null]],
    [
      'auth padded with NULs',
      { 'r.test': { auth: basic('bob', 'p\0\0') } },
      ['r.test', 'bob', 'password', 'p'],
    ],
    ['an empty entry', { 'r.test': {} }, ['r.test', null, 'none', null]],
    [
      'a user name that is a number',
      { 'r.test': { username: 7, password: 'p' } },
      ['r.test', null, 'password', 'p'],
    ],
    [
      'the map in configs',
      { configs: { 'r.test': { username: 'u', password: 'p' } } },
      ['r.test', 'u', 'password', 'p'],
    ],
    [
      'a whole config.json',
      { auths: { 'r.test': { auth: basic('u', 'p') } }, credsStore: 'x' },
      ['r.test', 'u', 'password', 'p'],
    ],
  ])('%s', (_, value, expected) => {
    const { registries, issues } = config(value);
    expect(registries.map(clear)).toEqual([expected]);
    expect(issues).toEqual([]);
  });

  test('keeps the order of several registries', () => {
    const { registries } = config({ 'z.test': { username: 'z' }, 'a.test': { username: 'a' } });
    expect(registries.map(({ server }) => server)).toEqual(['z.test', 'a.test']);
  });

  test.each([['e30='], ['bnVsbA=='], ['']])('%s holds none', (header) => {
    expect(readRegistryConfig(header, 1)).toEqual({ registries: [], issues: [] });
  });

  test('what is unreadable is an issue that quotes nothing', () => {
    const { registries, issues } = readRegistryConfig('hunter2!', 7);
    expect(registries).toEqual([]);
    expect(issues).toEqual([
      {
        kind: 'issue',
        code: 'docker/credentials-unreadable',
        message: 'X-Registry-Config holds characters that are not base64',
        at: 7,
      },
    ]);
  });

  test('an entry of another shape is an issue, the others stay', () => {
    const { registries, issues } = config({
      'a.test': 'hunter2',
      'b.test': { username: 'u' },
      'c.test': null,
    });
    expect(registries.map(({ server }) => server)).toEqual(['b.test']);
    expect(issues.map(({ code }) => code)).toEqual(['docker/credentials-unexpected']);
    expect(JSON.stringify(issues)).not.toContain('hunter2');
  });

  test('prints no secret', () => {
    const { registries } = config({ 'r.test': { username: 'bob', password: 'hunter2' } });
    expect(JSON.stringify(registries)).toBe(
      '[{"server":"r.test","username":"bob","kind":"password","secret":"••••"}]',
    );
  });
});

describe('X-Registry-Auth and POST /auth', () => {
  test('one object', () => {
    const header = registryHeader({ username: 'u', password: 'p', serveraddress: 'r.test' });
    expect(clear(readRegistryAuth(header, 1).auth as RegistryCredentials)).toEqual([
      'r.test',
      'u',
      'password',
      'p',
    ]);
  });

  test('an empty object is no credentials', () => {
    expect(readRegistryAuth('e30=', 1)).toEqual({ auth: null, issues: [] });
    expect(readLogin({})).toBeNull();
    expect(readLogin('x')).toBeNull();
    expect(readLogin(undefined)).toBeNull();
  });

  test('an unreadable header is an issue', () => {
    const { auth, issues } = readRegistryAuth('****', 1);
    expect(auth).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(['docker/credentials-unreadable']);
  });
});
