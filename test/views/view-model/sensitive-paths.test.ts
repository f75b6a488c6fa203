import { expect, it } from 'vitest';
import { sensitivePath } from '../../../src/views/view-model/sensitive-paths.ts';

it.each([
  '.env',
  'app/.env.production',
  '.git',
  'deploy/id_rsa',
  'certs/server.key',
  '.npmrc',
  'a/.docker/config.json',
  'x.tfstate',
])('%s is named', (path) => {
  expect(sensitivePath(path)).not.toBeNull();
});

it.each([
  '.env.example',
  'environment.ts',
  '.github',
  '.gitignore',
  '.git/HEAD',
  'keyboard.js',
  'src/monkey',
  'config.json',
])('%s is not', (path) => {
  expect(sensitivePath(path)).toBeNull();
});
