import { describe, expect, test } from 'vitest';
import { isSecret, isSecretName, maskUrls } from '../../../src/docker/auth/secret-names.ts';

describe('names', () => {
  test.each([
    'NPM_TOKEN',
    'dbPassword',
    'MYSQL_ROOT_PASSWORD',
    'passwd',
    'DB_PASS',
    'MYSQL_PWD',
    'CLIENT_SECRET',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'api-key',
    'apikey',
    'STRIPE_API_KEY',
    'ssh_private_key',
    'SSH_KEY',
    'GOOGLE_CREDENTIALS',
    'identitytoken',
    'IdentityToken',
    'JoinTokens',
    'UnlockKey',
    'SigningCAKey',
    'auth',
    'X-Registry-Auth',
    'X-Auth-Token',
    'passphrase',
  ])('%s is secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each([
    'PWD',
    'AUTHOR',
    'TOKENIZER',
    'PUBLIC_KEY',
    'KEYBOARD',
    'COMPASS',
    'NODE_ENV',
    'VERSION',
    'Keep-Alive',
    'WWW-Authenticate',
    'Sec-WebSocket-Key',
    'MONKEY',
    'AuthConfig',
    'X-Docker-Expose-Session-Grpc-Method',
    '',
  ])('%s is not', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

test.each([
  ['a GitHub token', `ghp_${'a1'.repeat(18)}`],
  ['an AWS key', 'AKIAABCDEFGHIJKLMNOP'],
  ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.x'],
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl'],
])('%s is secret whatever its name', (_, value) => {
  expect(isSecret('X', value)).toBe(true);
});

test('an empty value hides nothing', () => {
  expect(isSecret('TOKEN', '')).toBe(false);
  expect(isSecret('VERSION', '1.4.2')).toBe(false);
});

test.each([
  ['https://u:pw@h/x', 'https://u:#@h/x'],
  ['https://ghtoken@github.com/a.git', 'https://#@github.com/a.git'],
  ['ssh://git@github.com/a.git', 'ssh://git@github.com/a.git'],
  ['http://a:1@h http://b:2@i', 'http://a:#@h http://b:#@i'],
  ['alice@example.test', 'alice@example.test'],
  ['https://h/x@y', 'https://h/x@y'],
])('%s', (text, masked) => {
  expect(maskUrls(text, '#')).toBe(masked);
});
