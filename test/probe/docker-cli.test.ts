import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dockerCli } from '../../src/probe/docker-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'docker-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function docker(script: string) {
  writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'docker'), 0o755);
  return dockerCli({ PATH: folder, DOCKER_HOST: 'tcp://real:1', DOCKER_API_VERSION: '1.30' });
}

test('its versions, though it finds no daemon', async () => {
  expect(await docker('echo 28.2.2 1.50; exit 1')).toEqual({ version: '28.2.2', apiVersion: '1.50' });
});

test('it is told of no daemon and pinned to nothing', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variables
  expect(await docker('echo "$DOCKER_HOST${DOCKER_API_VERSION-} 1.50"')).toEqual({
    version: 'unix:///nonexistent/docker.sock',
    apiVersion: '1.50',
  });
});

test('what says something else is none', async () => {
  expect(await docker('echo hello')).toBeNull();
  expect(await docker('exit 3')).toBeNull();
});
