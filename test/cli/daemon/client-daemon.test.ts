import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientDaemon } from '../../../src/cli/daemon/client-daemon.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'client-daemon-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function file(path: string, text = 'x'): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
}

function certificates(): void {
  for (const name of ['ca.pem', 'cert.pem', 'key.pem']) file(`certs/client/${name}`);
}

function context(name: string): string {
  const id = createHash('sha256').update(name).digest('hex');
  file(
    `.docker/contexts/meta/${id}/meta.json`,
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: 'tcp://far:2376', SkipTLSVerify: false } } }),
  );
  file(`.docker/contexts/tls/${id}/docker/ca.pem`);
  return join(home, '.docker/contexts/tls', id, 'docker');
}

describe('DOCKER_HOST', () => {
  test('comes before everything else', () => {
    context('far');
    const daemon = clientDaemon({ HOME: home, DOCKER_HOST: 'unix:///x.sock', DOCKER_CONTEXT: 'far' });
    expect(daemon).toEqual({
      host: 'unix:///x.sock',
      certificates: null,
      verify: false,
      because: 'DOCKER_HOST',
    });
  });

  test('speaks TLS where DOCKER_TLS_VERIFY says so', () => {
    const env = { HOME: home, DOCKER_HOST: 'tcp://a:2376', DOCKER_TLS_VERIFY: '1' };
    expect(clientDaemon(env)).toMatchObject({ certificates: join(home, '.docker'), verify: true });
    expect(clientDaemon({ ...env, DOCKER_CERT_PATH: '/c' })).toMatchObject({
      certificates: '/c',
      verify: true,
    });
  });

  test("gets the entrypoint's certificates where nobody said anything of them", () => {
    const env = { HOME: home, DOCKER_HOST: 'tcp://a:2376', DOCKER_TLS_CERTDIR: join(home, 'certs') };
    expect(clientDaemon(env)).toMatchObject({ certificates: null, verify: false });
    certificates();
    expect(clientDaemon(env)).toMatchObject({ certificates: join(home, 'certs/client'), verify: true });
    // An empty file is one that is still being made.
    file('certs/client/key.pem', '');
    expect(clientDaemon(env)).toMatchObject({ certificates: null });
  });
});

test('the current context, of the environment or of config.json', () => {
  const folder = context('far');
  const expected = {
    host: 'tcp://far:2376',
    certificates: folder,
    verify: true,
    because: 'docker context far',
  };
  expect(clientDaemon({ HOME: home, DOCKER_CONTEXT: 'far' })).toEqual(expected);
  file('.docker/config.json', '{"currentContext":"far"}');
  expect(clientDaemon({ HOME: home })).toEqual(expected);
  expect(clientDaemon({ HOME: home, DOCKER_CONTEXT: 'default' })).not.toEqual(expected);
});

describe('without any of them', () => {
  const socketHere = existsSync('/var/run/docker.sock');

  test('the socket of the system, of the user, or the host docker', () => {
    file('docker.sock');
    certificates();
    const socket = 'unix:///var/run/docker.sock';
    const hosts = [
      { HOME: home, XDG_RUNTIME_DIR: home },
      { HOME: home },
      { HOME: home, DOCKER_TLS_VERIFY: '1' },
      { HOME: home, DOCKER_TLS_CERTDIR: join(home, 'certs') },
    ].map((env) => clientDaemon(env).host);
    expect(hosts).toEqual(
      socketHere
        ? [socket, socket, socket, socket]
        : [`unix://${home}/docker.sock`, 'tcp://docker:2375', 'tcp://docker:2376', 'tcp://docker:2376'],
    );
  });
});
