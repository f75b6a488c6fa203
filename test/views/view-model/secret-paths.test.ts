import { expect, test } from 'vitest';
import { secretPath, sensitivePath } from '../../../src/views/view-model/secret-paths.ts';

test.each([
  '.env',
  'app/.env.production',
  'deploy/id_ed25519',
  '.ssh/deploy',
  'server.key',
  'certs/privkey.pem',
  'client-key.pem',
  'store.p12',
  '.npmrc',
  '.aws/credentials',
  'home/.docker/config.json',
  'kubeconfig',
  'service-account-prod.json',
  'infra/terraform.tfstate',
])('%s', (path) => {
  expect(secretPath(path)).not.toBeNull();
});

test.each([
  '.env.example',
  '.env.test',
  '.ssh/known_hosts',
  'id_rsa.pub',
  'certs/ca.pem',
  'monkey.pem',
  'node_modules/a/server.key',
  'test/fixtures/id_rsa',
  'keys.ts',
  'config.json',
])('%s says nothing', (path) => {
  expect(secretPath(path)).toBeNull();
});

test.each([
  ['.git', 'holds the whole history'],
  ['vendor/lib/.git', 'holds the whole history'],
  ['.env', 'often holds secrets'],
  ['.github', null],
  ['.gitignore', null],
  ['.git/HEAD', null],
])('%s in a context: %s', (path, words) => {
  expect(sensitivePath(path)).toBe(words);
});
