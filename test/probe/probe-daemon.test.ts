import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { probeDaemon } from '../../src/probe/probe-daemon.ts';
import { makeCertificates } from '../builders/certificates.ts';
import { chosenDaemon } from '../builders/evidence.ts';
import { FakeDaemon } from '../builders/fake-daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'probe-'));
const certs = join(folder, 'certs');
const otherCerts = join(folder, 'other');
beforeAll(() => {
  makeCertificates(certs, { serverNames: 'DNS:docker,IP:127.0.0.1' });
  makeCertificates(otherCerts);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const running: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of running.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  running.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const answer: RequestListener = (request, response) => {
  response.setHeader('Api-Version', '1.52').setHeader('Server', 'Docker/29.1.3 (linux)');
  const bodies: Readonly<Record<string, unknown>> = {
    '/_ping': 'OK',
    '/version': { Version: '29.1.3', ApiVersion: '1.52', MinAPIVersion: '1.44', Os: 'linux', Arch: 'amd64' },
    '/info': { ID: 'AAAA', Name: 'dind', Driver: 'overlay2', RegistryConfig: { Mirrors: ['https://m/'] } },
    '/networks/bridge': { Driver: 'bridge', Options: { 'com.docker.network.driver.mtu': '1400' } },
  };
  response.end(JSON.stringify(bodies[request.url ?? '']));
};

const docker = async (): Promise<readonly string[]> => ['127.0.0.1'];
const tcp = (port: number) => chosenDaemon({ address: `tcp://docker:${port}` });

function tlsDaemon(options: { readonly demand?: boolean; readonly from?: string } = {}): Promise<number> {
  const { demand = true, from = certs } = options;
  const pem = (name: string): string => readFileSync(join(from, 'server', name), 'utf8');
  return listening(
    createHttpsServer(
      {
        cert: pem('cert.pem'),
        key: pem('key.pem'),
        ca: pem('ca.pem'),
        requestCert: demand,
        rejectUnauthorized: demand,
      },
      answer,
    ),
  );
}

const withTls = (port: number, certificates = join(certs, 'client'), host = 'docker') =>
  chosenDaemon({ address: `tcp://${host}:${port}`, tls: true, certificates });

describe('a daemon that answers', () => {
  test('in plain HTTP: what it is', async () => {
    const port = await listening(createHttpServer(answer));
    const probe = await probeDaemon(tcp(port), { resolver: docker });
    expect(probe).toMatchObject({
      address: `tcp://docker:${port}`,
      host: 'docker',
      tls: null,
      resolution: { addresses: ['127.0.0.1'], error: null },
      ping: { status: 200, apiVersion: '1.52', server: 'Docker/29.1.3 (linux)' },
      version: { version: '29.1.3', apiVersion: '1.52', minApiVersion: '1.44', platform: 'linux/amd64' },
      info: { id: 'AAAA', name: 'dind', storageDriver: 'overlay2', registryMirrors: ['https://m/'] },
      bridge: { mtu: 1400 },
      certificate: null,
      disk: null,
    });
    expect(probe.doors[0]).toMatchObject({ error: null, speaks: 'http', status: 200, http2: false });
    expect(probe.doors.map((door) => door.address)).toEqual([
      `tcp://docker:${port}`,
      'tcp://docker:2375',
      'tcp://docker:2376',
    ]);
    expect(Math.abs(probe.clockDifferenceMs ?? Number.NaN)).toBeLessThan(30_000);
  });

  test('on a socket', async () => {
    const daemon = await FakeDaemon.start(answer);
    const probe = await probeDaemon(chosenDaemon({ address: daemon.host }));
    daemon.stop();
    expect(probe).toMatchObject({
      host: null,
      resolution: null,
      ping: { status: 200 },
      info: { id: 'AAAA' },
    });
    expect(probe.doors).toHaveLength(1);
  });

  test('that knows no HEAD here', async () => {
    const port = await listening(
      createHttpServer((request, response) => {
        if (request.method === 'HEAD') response.writeHead(404).end();
        else answer(request, response);
      }),
    );
    expect((await probeDaemon(tcp(port), { resolver: docker })).ping?.status).toBe(200);
  });

  test('behind a name with two addresses: who they are', async () => {
    const port = await listening(createHttpServer(answer));
    const probe = await probeDaemon(tcp(port), { resolver: async () => ['127.0.0.1', '127.0.0.1'] });
    expect(probe.daemonIds).toEqual(['AAAA']);
  });
});

describe('TLS', () => {
  test('with a certificate that fits', async () => {
    const probe = await probeDaemon(withTls(await tlsDaemon()), { resolver: docker });
    expect(probe).toMatchObject({
      tls: 'verified',
      clientCertificates: { error: null, authority: { subject: 'docker:dind CA' } },
      handshake: { protocol: 'TLSv1.3', refusal: null, error: null },
      certificate: {
        coversHost: true,
        error: null,
        names: ['DNS:docker', 'IP:127.0.0.1'],
        issuer: 'docker:dind CA',
      },
      ping: { status: 200 },
    });
  });

  test('a daemon that takes anybody', async () => {
    const probe = await probeDaemon(withTls(await tlsDaemon({ demand: false })), { resolver: docker });
    expect(probe.handshake?.demandsCertificate).toBe(false);
  });

  test('another CA: it is not asked further', async () => {
    const probe = await probeDaemon(withTls(await tlsDaemon({ from: otherCerts })), { resolver: docker });
    expect(probe).toMatchObject({
      certificate: { error: 'SELF_SIGNED_CERT_IN_CHAIN' },
      ping: null,
      info: null,
    });
  });

  test('another name: it is not asked further, unless the client does not look', async () => {
    const daemon = withTls(await tlsDaemon(), undefined, 'dind');
    const probe = await probeDaemon(daemon, { resolver: docker });
    expect(probe).toMatchObject({ certificate: { coversHost: false, error: null }, ping: null });
    const careless = await probeDaemon({ ...daemon, skipsVerify: true }, { resolver: docker });
    expect(careless).toMatchObject({ tls: 'unverified', ping: { status: 200 } });
  });

  test('no client certificate', async () => {
    const bare = join(folder, 'bare');
    makeBareFolder(bare);
    const probe = await probeDaemon(withTls(await tlsDaemon(), bare), { resolver: docker });
    expect(probe.clientCertificates).toMatchObject({ folder: bare, error: null, client: null });
    expect(probe.ping?.status).toBeNull();
  });

  test('a key that belongs to another certificate', async () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    for (const name of ['ca.pem', 'cert.pem']) copyFileSync(join(certs, 'client', name), join(mixed, name));
    copyFileSync(join(otherCerts, 'client', 'key.pem'), join(mixed, 'key.pem'));
    const probe = await probeDaemon(withTls(await tlsDaemon(), mixed), { resolver: docker });
    expect(probe).toMatchObject({ ping: null });
    expect(probe.clientCertificates?.error).toMatch(/key\.pem does not belong to /);
  });

  test('to a plain port, and plain HTTP to a port with TLS', async () => {
    const plain = await listening(createHttpServer(answer));
    const probe = await probeDaemon(withTls(plain), { resolver: docker });
    expect(probe).toMatchObject({
      certificate: null,
      handshake: { error: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      ping: null,
    });
    expect(probe.doors[0]).toMatchObject({ speaks: 'http' });
  });

  test('certificates that are not there', async () => {
    const probe = await probeDaemon(withTls(await tlsDaemon(), join(folder, 'none')), { resolver: docker });
    expect(probe.clientCertificates?.error).toMatch(/^there is no folder /);
    expect(probe).toMatchObject({ ping: null, certificate: { issuer: 'docker:dind CA' } });
  });
});

describe('nobody', () => {
  test('a name that is none: this machine is asked too', async () => {
    const probe = await probeDaemon(chosenDaemon(), {
      resolver: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    });
    expect(probe).toMatchObject({ resolution: { addresses: [], error: 'ENOTFOUND' }, ping: null });
    expect(probe.doors.map(({ address }) => address)).toEqual([
      'tcp://127.0.0.1:2375',
      'tcp://127.0.0.1:2376',
    ]);
  });

  test('a port that refuses', async () => {
    const probe = await probeDaemon(chosenDaemon({ address: 'tcp://127.0.0.1:1' }));
    expect(probe.doors[0]).toMatchObject({ error: 'ECONNREFUSED', speaks: null });
    expect(probe.ping).toBeNull();
  });

  test('no socket: docker and this machine are asked too', async () => {
    const address = `unix://${join(folder, 'none.sock')}`;
    const probe = await probeDaemon(chosenDaemon({ address }), { resolver: docker });
    expect(probe.doors[0]).toMatchObject({ address, error: 'ENOENT', port: null });
    expect(probe.doors.map(({ address: door }) => door).slice(1)).toEqual([
      'tcp://docker:2375',
      'tcp://docker:2376',
      'tcp://127.0.0.1:2375',
      'tcp://127.0.0.1:2376',
    ]);
  });

  test('a file is no socket', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    const probe = await probeDaemon(chosenDaemon({ address: `unix://${path}` }), { resolver: docker });
    expect(probe.doors[0]?.error).toBe('ECONNREFUSED');
  });
});

describe('somebody else', () => {
  const speaks = async (onData: (socket: Socket) => void) => {
    const port = await listening(
      createTcpServer((socket) => socket.on('error', () => {}).once('data', () => onData(socket))),
    );
    const { doors, ping } = await probeDaemon(tcp(port), { resolver: docker });
    return { speaks: doors[0]?.speaks, error: ping?.error ?? null };
  };

  test.each<[string, (socket: Socket) => void, string | null, string | null]>([
    ['it closes without a word', (socket) => socket.end(), null, 'closed'],
    ['it speaks of mail', (socket) => socket.end('220 mail ESMTP\r\n'), 'other', null],
    ['a TLS alert', (socket) => socket.end(Buffer.of(0x15, 3, 1, 0, 2, 2, 70)), 'tls', null],
    ['HTTP/2 alone', (socket) => socket.end(Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0)), 'http2', null],
    ['half a head', (socket) => socket.end('HTTP/1.1 200 O'), 'http', 'closed'],
  ])('%s', async (_name, onData, spoken, error) => {
    expect(await speaks(onData)).toEqual({ speaks: spoken, error });
  });

  test('answers without end are cut', async () => {
    const port = await listening(
      createHttpServer((request, response) => {
        if (request.url === '/_ping') answer(request, response);
        else {
          const more = (): void => {
            while (response.write('{"ID":"x",'.repeat(10_000)));
            if (!response.destroyed) response.once('drain', more);
          };
          more();
        }
      }),
    );
    expect(await probeDaemon(tcp(port), { resolver: docker })).toMatchObject({
      ping: { status: 200 },
      info: null,
    });
  });

  test.each<[string, string, string]>([
    [
      'a switch that nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
      'closed',
    ],
    ['heads that are none', 'HTTP/1.1 200 OK\r\nnonsense\x00\r\n\r\n', 'HPE_INVALID_HEADER_TOKEN'],
    ['a head without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
  ])('%s', async (_name, text, error) => {
    const port = await listening(
      createTcpServer((socket) =>
        socket.on('error', () => {}).once('data', () => socket.end(text, 'latin1')),
      ),
    );
    const { ping, doors } = await probeDaemon(tcp(port), { resolver: docker });
    expect(doors[0]?.speaks).toBe('http');
    expect(ping).toMatchObject({ status: null, error });
  });

  test('a body that does not end is given up', async () => {
    const port = await listening(
      createHttpServer((request, response) => {
        if (request.url === '/info') response.write('{');
        else answer(request, response);
      }),
    );
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 500);
    const probe = await probeDaemon(tcp(port), { resolver: docker, stopped: stop.signal });
    expect(probe).toMatchObject({ ping: { status: 200 }, info: null });
  });

  test('any bytes', async () => {
    let bytes = new Uint8Array();
    const port = await listening(
      createTcpServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(bytes))),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (sent) => {
        bytes = sent;
        const { ping, info } = await probeDaemon(tcp(port), { resolver: docker });
        expect({ status: ping?.status ?? null, info }).toEqual({ status: null, info: null });
      }),
      { numRuns: 20 },
    );
  });

  test('who stops it has what is known by then', async () => {
    const port = await listening(createTcpServer(() => {}));
    const stop = new AbortController();
    const probing = probeDaemon(tcp(port), { resolver: docker, stopped: stop.signal });
    setTimeout(() => stop.abort(), 100);
    expect((await probing).ping).toMatchObject({ status: null, error: 'silent' });
  });
});

/** A folder with nothing but the CA. */
function makeBareFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  copyFileSync(join(certs, 'client', 'ca.pem'), join(path, 'ca.pem'));
}
