import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gatherEnvironment } from '../../src/probe/gather-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'environment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('dind as a service with TLS: its files, and the daemon that a client would use', () => {
  const client = join(folder, 'client');
  mkdirSync(client);
  for (const name of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(client, name), 'pem');
  chmodSync(join(client, 'key.pem'), 0o600);
  const environment = gatherEnvironment({
    env: { DOCKER_HOST: 'tcp://docker', DOCKER_TLS_CERTDIR: folder, SECRET_TOKEN: 'x', HOME: folder },
    files: ['/no/such/source'],
  });
  expect(environment.daemon).toMatchObject({ address: 'tcp://docker:2376', tls: true, certificates: client });
  expect(environment.files[join(client, 'key.pem')]).toMatchObject({ type: 'file', bytes: 3, mode: 0o600 });
  expect(environment.files['/no/such/source']).toBeNull();
  expect(environment.variables).toEqual({
    DOCKER_HOST: 'tcp://docker',
    DOCKER_TLS_CERTDIR: folder,
    HOME: folder,
  });
  expect(environment).toMatchObject({ uid: process.getuid?.() ?? null, context: null, command: null });
  expect(environment.gids).toContain(process.getegid?.());
});

test('a socket', async () => {
  const path = join(folder, 'd.sock');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const { files, daemon } = gatherEnvironment({ env: { DOCKER_HOST: `unix://${path}` } });
  server.close();
  expect(files[path]?.type).toBe('socket');
  expect(daemon).toMatchObject({ address: `unix://${path}`, tls: false, certificates: null });
});

test('what cannot be used here is no daemon', () => {
  expect(gatherEnvironment({ env: { DOCKER_HOST: 'ssh://me@host' } }).daemon).toBeNull();
});

test('the context, where DOCKER_HOST does not go before it', () => {
  expect(gatherEnvironment({ env: { DOCKER_CONTEXT: 'ci', HOME: folder } }).context).toBe('ci');
  expect(
    gatherEnvironment({ env: { DOCKER_CONTEXT: 'ci', DOCKER_HOST: 'tcp://d', HOME: folder } }).context,
  ).toBeNull();
});
