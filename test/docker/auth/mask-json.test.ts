import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskJson, maskText } from '../../../src/docker/auth/mask-json.ts';

/** As it is printed. */
function shown(value: unknown, operation: string | null = null): unknown {
  return JSON.parse(JSON.stringify(maskJson(value, operation)));
}

describe('maskJson', () => {
  test.each([
    [
      'a login',
      { username: 'u', password: 'p', auth: 'a' },
      { username: 'u', password: '••••', auth: '••••' },
    ],
    ['its answer', { Status: 'ok', IdentityToken: 't' }, { Status: 'ok', IdentityToken: '••••' }],
    ['an empty token', { IdentityToken: '' }, { IdentityToken: '' }],
    ['variables', { Env: ['A=1', 'DB_PASSWORD=x=y', 'PATH'] }, { Env: ['A=1', 'DB_PASSWORD=••••', 'PATH'] }],
    ['a URL', { Cmd: ['curl', 'https://u:pw@h/'] }, { Cmd: ['curl', 'https://u:••••@h/'] }],
    [
      'join tokens',
      { JoinTokens: { Worker: 'w', Manager: 'm' } },
      { JoinTokens: { Worker: '••••', Manager: '••••' } },
    ],
    ['the name of a secret', { SecretName: 'n', SecretID: 'i' }, { SecretName: 'n', SecretID: 'i' }],
    ['numbers and null', { n: 1, b: true, z: null, token: 5 }, { n: 1, b: true, z: null, token: 5 }],
  ])('%s', (_, value, masked) => {
    expect(shown(value)).toEqual(masked);
  });

  test('the content of a secret, but not of a config', () => {
    expect(shown({ Name: 'n', Data: 'eA==' }, 'SecretCreate')).toEqual({ Name: 'n', Data: '••••' });
    expect(shown({ Name: 'n', Data: 'eA==' }, 'ConfigCreate')).toEqual({ Name: 'n', Data: 'eA==' });
  });

  test('a member called __proto__ stays a member', () => {
    expect(Object.keys(maskJson(JSON.parse('{"__proto__":1}'), null) as object)).toEqual(['__proto__']);
  });

  test('changes nothing that holds no secret', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        fc.pre(!/[@=]|pass|auth|token|secret|key|cookie|bearer/i.test(JSON.stringify(value)));
        expect(shown(value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

test('a text with a secret shows the rest of it and reveals it whole', () => {
  const masked = maskText('API_KEY=abc');
  expect(String(masked)).toBe('API_KEY=••••');
  expect(typeof masked === 'string' ? null : masked.reveal()).toBe('API_KEY=abc');
});
