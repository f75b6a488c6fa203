import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DaemonEnd, type Ping, pingDaemon } from '../../../src/capture/daemon/ping-daemon.ts';
import { findProgram } from '../../../src/capture/live/find-program.ts';
import type { ProxyAddress } from '../../../src/capture/proxy/proxy-address.ts';
import { makeCertificates } from '../../builders/certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'ping-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

function listening(server: Server): Promise<ProxyAddress> {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket));
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve({ kind: 'tcp', host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    }),
  );
}

function ping(address: ProxyAddress, certificates: string | null = null, limitMs = 5000): Promise<Ping> {
  const daemon: DaemonEnd = { kind: 'daemon', address, tls: certificates !== null, certificates };
  return pingDaemon(daemon, limitMs, new AbortController().signal);
}

const docker: RequestListener = (request, response) => {
  response.setHeader('Api-Version', '1.41');
  response.statusCode = request.url === '/_ping' ? 200 : 404;
  response.end('OK');
};

describe('in clear', () => {
  test('a daemon answers, with its API version', async () => {
    const address = await listening(createHttpServer(docker));
    expect(await ping(address)).toEqual({ kind: 'answers', apiVersion: '1.41' });
  });

  test('over a unix socket', async () => {
    const path = join(folder, 'd.sock');
    const server = createHttpServer(docker);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(path, resolve));
    expect(await ping({ kind: 'unix', path })).toEqual({ kind: 'answers', apiVersion: '1.41' });
  });

  const silences: readonly (readonly [what: string, server: () => Server, why: RegExp])[] = [
    ['a server that says nothing', () => createServer(() => {}), /accepts connections and does not answer/],
    ['one that hangs up', () => createServer((socket) => socket.end()), /closes them without an answer/],
    [
      'one that speaks something else',
      () => createServer((socket) => socket.end('220 mail ready\r\n')),
      /does not speak HTTP/,
    ],
    [
      'a daemon that is not ready',
      () => createHttpServer((_request, response) => response.writeHead(503).end()),
      /answers \/_ping with 503/,
    ],
    [
      "Go's answer of a TLS server",
      () =>
        createServer((socket) => {
          socket.end('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
        }),
      /speaks TLS on this port; set DOCKER_TLS_VERIFY=1/,
    ],
  ];
  test.each(silences)('%s', async (_what, server, why) => {
    const result = await ping(await listening(server()), null, 400);
    expect(result).toEqual({ kind: 'silent', why: expect.stringMatching(why) });
  });

  test('nobody listens', async () => {
    const address = await listening(createServer());
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await ping(address)).toEqual({
      kind: 'silent',
      why: expect.stringMatching(/^connection refused; /),
    });
  });

  test('there is no socket', async () => {
    const result = await ping({ kind: 'unix', path: join(folder, 'none.sock') });
    expect(result).toEqual({ kind: 'silent', why: expect.stringMatching(/^there is no such socket; /) });
  });
});

describe.skipIf(findProgram('openssl') === null)('with TLS', () => {
  const certs = join(folder, 'certs');
  beforeAll(() => makeCertificates(certs));
  const pem = (part: string, name: string): Buffer => readFileSync(join(certs, part, name));
  const secure = (): Server =>
    createHttpsServer(
      {
        cert: pem('server', 'cert.pem'),
        key: pem('server', 'key.pem'),
        ca: pem('server', 'ca.pem'),
        requestCert: true,
        rejectUnauthorized: true,
      },
      docker,
    );

  test("a daemon answers a client that has dind's certificates", async () => {
    expect(await ping(await listening(secure()), certs)).toEqual({ kind: 'answers', apiVersion: '1.41' });
  });

  test('a daemon does not speak it', async () => {
    expect(await ping(await listening(createHttpServer(docker)), certs)).toEqual({
      kind: 'silent',
      why: expect.stringMatching(/does not speak TLS on this port|closed the connection/),
    });
  });

  test('the certificates are not there yet', async () => {
    const result = await ping(await listening(secure()), join(folder, 'none'));
    expect(result).toEqual({ kind: 'silent', why: expect.stringMatching(/^there is no folder /) });
  });

  test('the daemon says nothing', async () => {
    expect(await ping(await listening(createServer(() => {})), certs, 300)).toEqual({
      kind: 'silent',
      why: expect.stringMatching(/^no answer; /),
    });
  });
});

test('who is interrupted does not wait', async () => {
  const address = await listening(createServer(() => {}));
  const interrupt = new AbortController();
  const asked = pingDaemon(
    { kind: 'daemon', address, tls: false, certificates: null },
    60_000,
    interrupt.signal,
  );
  interrupt.abort();
  expect((await asked).kind).toBe('silent');
});
