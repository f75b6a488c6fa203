import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findDaemon } from '../../../src/capture/daemon/find-daemon.ts';
import type { Machine } from '../../../src/capture/daemon/machine.ts';
import { proxyAddressText } from '../../../src/capture/proxy/proxy-address.ts';

interface FakeMachine {
  readonly env?: Record<string, string>;
  readonly sockets?: readonly string[];
  /** Path to content. */
  readonly files?: Readonly<Record<string, string>>;
}

function machine({ env = {}, sockets = [], files = {} }: FakeMachine): Machine {
  return {
    env,
    home: '/home/me',
    isSocket: (path) => sockets.includes(path),
    isFilled: (path) => (files[path] ?? '') !== '',
    read: (path) => files[path] ?? null,
  };
}

/** `tcp://docker:2376 with /certs/client` */
function found(fake: FakeMachine): string {
  const search = findDaemon(machine(fake));
  if (search.kind === 'unusable') return `unusable: ${search.message}`;
  const { address, tls } = search;
  const words = tls === null ? '' : ` with ${tls.folder}${tls.skipsVerify ? ' unverified' : ''}`;
  return proxyAddressText(address) + words;
}

function clientFiles(folder: string): Record<string, string> {
  return { [`${folder}/ca.pem`]: 'CA', [`${folder}/cert.pem`]: 'C', [`${folder}/key.pem`]: 'K' };
}

function contextFiles(name: string, host: string, root = '/home/me/.docker'): Record<string, string> {
  const folder = createHash('sha256').update(name).digest('hex');
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  return { [`${root}/contexts/meta/${folder}/meta.json`]: JSON.stringify(meta) };
}

const SOCK = '/var/run/docker.sock';
const dind = clientFiles('/certs/client');

describe('which daemon', () => {
  const cases: readonly (readonly [name: string, fake: FakeMachine, expected: string])[] = [
    ['DOCKER_HOST before a socket', { env: { DOCKER_HOST: 'tcp://a:1' }, sockets: [SOCK] }, 'tcp://a:1'],
    [
      'DOCKER_HOST before a context',
      {
        env: { DOCKER_HOST: 'unix:///x.sock', DOCKER_CONTEXT: 'c' },
        files: contextFiles('c', 'tcp://c:1'),
      },
      'unix:///x.sock',
    ],
    ['an empty DOCKER_HOST is none', { env: { DOCKER_HOST: ' ' }, sockets: [SOCK] }, `unix://${SOCK}`],
    ['a host without a scheme', { env: { DOCKER_HOST: '10.0.0.1:2377' } }, 'tcp://10.0.0.1:2377'],
    ['a host without a port', { env: { DOCKER_HOST: 'tcp://a' } }, 'tcp://a:2375'],
    [
      'a host without a port, with TLS',
      {
        env: { DOCKER_HOST: 'tcp://a', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/c' },
      },
      'tcp://a:2376 with /c',
    ],
    ['a port alone', { env: { DOCKER_HOST: 'tcp://:2375' } }, 'tcp://127.0.0.1:2375'],
    ['a scheme alone', { env: { DOCKER_HOST: 'unix://' } }, `unix://${SOCK}`],
    ['IPv6', { env: { DOCKER_HOST: 'tcp://[::1]:2375' } }, 'tcp://[::1]:2375'],
    [
      'a unix socket has no TLS',
      {
        env: { DOCKER_HOST: 'unix:///x.sock', DOCKER_TLS_VERIFY: '1' },
      },
      'unix:///x.sock',
    ],
    [
      'DOCKER_CONTEXT before config.json',
      {
        env: { DOCKER_CONTEXT: 'c' },
        files: {
          '/home/me/.docker/config.json': '{"currentContext":"d"}',
          ...contextFiles('c', 'tcp://c:1'),
          ...contextFiles('d', 'tcp://d:1'),
        },
      },
      'tcp://c:1',
    ],
    [
      'the current context before a socket',
      {
        sockets: [SOCK],
        files: {
          '/home/me/.docker/config.json': '{"currentContext":"d"}',
          ...contextFiles('d', 'unix:///d.sock'),
        },
      },
      'unix:///d.sock',
    ],
    [
      'contexts below DOCKER_CONFIG',
      {
        env: { DOCKER_CONFIG: '/conf' },
        files: { '/conf/config.json': '{"currentContext":"d"}', ...contextFiles('d', 'tcp://d:1', '/conf') },
      },
      'tcp://d:1',
    ],
    [
      'the context named default is none',
      {
        env: { DOCKER_CONTEXT: 'default' },
        sockets: [SOCK],
      },
      `unix://${SOCK}`,
    ],
    [
      'a damaged config.json',
      {
        sockets: [SOCK],
        files: { '/home/me/.docker/config.json': '{"currentContext":' },
      },
      `unix://${SOCK}`,
    ],
    [
      'the usual socket before the rootless one',
      {
        env: { XDG_RUNTIME_DIR: '/run/user/7' },
        sockets: [SOCK, '/run/user/7/docker.sock'],
      },
      `unix://${SOCK}`,
    ],
    [
      'the rootless socket',
      {
        env: { XDG_RUNTIME_DIR: '/run/user/7' },
        sockets: ['/run/user/7/docker.sock'],
      },
      'unix:///run/user/7/docker.sock',
    ],
    [
      'a socket before dind',
      {
        env: { DOCKER_TLS_CERTDIR: '/certs' },
        sockets: [SOCK],
        files: dind,
      },
      `unix://${SOCK}`,
    ],
    [
      'dind with TLS',
      {
        env: { DOCKER_TLS_CERTDIR: '/certs' },
        files: dind,
      },
      'tcp://docker:2376 with /certs/client',
    ],
    [
      'dind that has not filled in its files yet',
      {
        env: { DOCKER_TLS_CERTDIR: '/certs' },
        files: { ...dind, '/certs/client/key.pem': '' },
      },
      'tcp://docker:2375',
    ],
    ['certificates that no variable names', { files: dind }, 'tcp://docker:2375'],
    [
      'DOCKER_TLS_VERIFY alone',
      {
        env: { DOCKER_TLS_VERIFY: '1' },
      },
      'tcp://docker:2376 with /home/me/.docker',
    ],
    ['nothing at all', {}, 'tcp://docker:2375'],
  ];
  test.each(cases)('%s', (_name, fake, expected) => {
    expect(found(fake)).toBe(expected);
  });
});

describe('TLS to a TCP host', () => {
  const host = { DOCKER_HOST: 'tcp://d:2376' };
  const cases: readonly (readonly [name: string, fake: FakeMachine, expected: string])[] = [
    [
      'DOCKER_TLS_VERIFY, certificates beside the configuration',
      {
        env: { ...host, DOCKER_TLS_VERIFY: '1', DOCKER_CONFIG: '/conf' },
      },
      'tcp://d:2376 with /conf',
    ],
    [
      'DOCKER_TLS alone',
      {
        env: { ...host, DOCKER_TLS: '1', DOCKER_CERT_PATH: '/c' },
      },
      'tcp://d:2376 with /c unverified',
    ],
    ['DOCKER_CERT_PATH alone is not heeded', { env: { ...host, DOCKER_CERT_PATH: '/c' } }, 'tcp://d:2376'],
    [
      "dind's files are",
      {
        env: { ...host, DOCKER_TLS_CERTDIR: '/certs' },
        files: dind,
      },
      'tcp://d:2376 with /certs/client',
    ],
    [
      "dind's files are not, where DOCKER_CERT_PATH is set",
      {
        env: { ...host, DOCKER_TLS_CERTDIR: '/certs', DOCKER_CERT_PATH: '/c' },
        files: dind,
      },
      'tcp://d:2376',
    ],
  ];
  test.each(cases)('%s', (_name, fake, expected) => {
    expect(found(fake)).toBe(expected);
  });

  test("a context's own folder", () => {
    const folder = createHash('sha256').update('remote').digest('hex');
    const tls = `/home/me/.docker/contexts/tls/${folder}/docker`;
    const files = { ...contextFiles('remote', 'tcp://r:2376'), ...clientFiles(tls) };
    expect(found({ env: { DOCKER_CONTEXT: 'remote' }, files })).toBe(`tcp://r:2376 with ${tls}`);
  });
});

describe('what cannot be used', () => {
  const cases: readonly (readonly [name: string, env: Record<string, string>, expected: RegExp])[] = [
    ['ssh', { DOCKER_HOST: 'ssh://me@host' }, /ssh is not supported yet; forward its socket with ssh -L/],
    ['a named pipe', { DOCKER_HOST: 'npipe:////./pipe/docker' }, /is not an address/],
    ['a path behind the port', { DOCKER_HOST: 'tcp://a:1/base' }, /is not an address/],
    ['a context that is not there', { DOCKER_CONTEXT: 'gone' }, /there is no docker context gone/],
  ];
  test.each(cases)('%s', (_name, env, expected) => {
    expect(found({ env })).toMatch(expected);
  });
});

describe('why', () => {
  test('each step of the search is told', () => {
    expect(findDaemon(machine({ env: { DOCKER_TLS_CERTDIR: '/certs' }, files: dind })).reasons).toEqual([
      'DOCKER_HOST is not set',
      'there is no /var/run/docker.sock',
      '/certs/client holds ca.pem, cert.pem and key.pem',
    ]);
  });

  test('a context says who chose it and which file names the daemon', () => {
    const { reasons } = findDaemon(
      machine({ env: { DOCKER_CONTEXT: 'c' }, files: contextFiles('c', 'tcp://c:1') }),
    );
    expect(reasons).toEqual([
      'DOCKER_HOST is not set',
      'the docker context is c, by DOCKER_CONTEXT',
      expect.stringMatching(
        /^\/home\/me\/\.docker\/contexts\/meta\/[0-9a-f]{64}\/meta\.json says tcp:\/\/c:1$/,
      ),
    ]);
  });
});
