import { spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConnectionOptions,
  connect as connectTls,
  createServer as createTlsServer,
  type TlsOptions,
} from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCertificates } from '../../builders/certificates.ts';
import { exchangesOf, ProxyStage, ScriptedPeer, tcpEnd, until } from '../../builders/proxy-peers.ts';

const ping = 'GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';
const pong = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK';

const folder = mkdtempSync(join(tmpdir(), 'proxy-tls-'));
const certs = join(folder, 'certs');
const others = join(folder, 'others');
const clientOnly = join(folder, 'client-only');
beforeAll(() => {
  makeCertificates(certs, { authorityKey: 'rsa' });
  makeCertificates(others);
  cpSync(join(certs, 'client'), clientOnly, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

let stage: ProxyStage;
let daemons: ScriptedPeer[];
let server: Server | null;
beforeEach(() => {
  stage = new ProxyStage();
  daemons = [];
  server = null;
});
afterEach(async () => {
  await stage.end();
  for (const { socket } of daemons) socket.destroy();
  server?.close();
});

const pem = (root: string, name: string): Buffer => readFileSync(join(root, name));

/** A daemon with TLS, as dind's: it demands client certificates. Returns its port. */
async function tlsDaemon(options: TlsOptions = {}): Promise<number> {
  const made = createTlsServer({
    ca: pem(certs, 'server/ca.pem'),
    cert: pem(certs, 'server/cert.pem'),
    key: pem(certs, 'server/key.pem'),
    requestCert: true,
    rejectUnauthorized: true,
    allowHalfOpen: true,
    ...options,
  });
  made.on('secureConnection', (socket) => {
    const peer = new ScriptedPeer(socket);
    daemons.push(peer);
    // What asks at the start of the proxy does not want to wait.
    socket.once('data', () => {
      if (peer.text.startsWith('HEAD /_ping')) socket.end('HTTP/1.1 200 OK\r\n\r\n');
    });
  });
  made.on('tlsClientError', () => {});
  server = made;
  return listening(made);
}

async function plainDaemon(): Promise<number> {
  server = createPlainServer({ allowHalfOpen: true }, (socket) => daemons.push(new ScriptedPeer(socket)));
  return listening(server);
}

async function listening(made: Server): Promise<number> {
  made.listen(0, '127.0.0.1');
  await once(made, 'listening');
  const address = made.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A client with TLS of the proxy's listener; `from` is the folder of its certificates. */
async function tlsClient(
  from = join(certs, 'client'),
  options: ConnectionOptions = {},
): Promise<ScriptedPeer> {
  const { address } = stage.proxy.listening[0] ?? {};
  if (address?.kind !== 'tcp') throw new Error('no TCP listener');
  const wishes: ConnectionOptions & { allowHalfOpen: boolean } = {
    host: '127.0.0.1',
    servername: 'docker',
    port: address.port,
    ca: pem(from, 'ca.pem'),
    cert: pem(from, 'cert.pem'),
    key: pem(from, 'key.pem'),
    allowHalfOpen: true,
    ...options,
  };
  const socket = connectTls(wishes);
  const peer = new ScriptedPeer(socket);
  await Promise.race([once(socket, 'secureConnect'), once(socket, 'close')]).catch(() => {});
  return peer;
}

/** The daemon's end of the connection that carries `text`. */
async function daemonOf(text: string): Promise<ScriptedPeer> {
  await until('the daemon gets the request', () => daemons.some((daemon) => daemon.text.startsWith(text)));
  const found = daemons.find((daemon) => daemon.text.startsWith(text));
  if (found === undefined) throw new Error('it was there');
  return found;
}

describe.each([
  { client: 'TLS', daemon: 'TLS' },
  { client: 'TLS', daemon: 'plain' },
  { client: 'plain', daemon: 'TLS' },
])('$client client, $daemon daemon', ({ client: clientKind, daemon: daemonKind }) => {
  test('an exchange, a half-close each way, and a record in clear', async () => {
    const port = daemonKind === 'TLS' ? await tlsDaemon() : await plainDaemon();
    await stage.startProxy({
      listen: [tcpEnd(0, '127.0.0.1', clientKind === 'TLS')],
      target: tcpEnd(port, '127.0.0.1', daemonKind === 'TLS'),
      certificates: certs,
    });
    const client = clientKind === 'TLS' ? await tlsClient() : await stage.client();
    client.send(ping);
    const daemon = await daemonOf(ping);
    daemon.send(pong);
    await until('the response', () => client.text === pong);
    client.send(ping);
    client.socket.end();
    await until('the end of the client', () => daemon.ended);
    expect(client.ended).toBe(false);
    daemon.send(pong);
    daemon.socket.end();
    await until('the end of the daemon', () => client.ended);
    expect([client.text, daemon.text]).toEqual([pong + pong, ping + ping]);
    const exchanges = exchangesOf(await stage.recorded());
    expect(exchanges.map(({ operation, state }) => [operation, state])).toEqual([
      ['SystemPing', 'complete'],
      ['SystemPing', 'complete'],
    ]);
  });

  test('a large body is whole', async () => {
    const port = daemonKind === 'TLS' ? await tlsDaemon() : await plainDaemon();
    await stage.startProxy({
      listen: [tcpEnd(0, '127.0.0.1', clientKind === 'TLS')],
      target: tcpEnd(port, '127.0.0.1', daemonKind === 'TLS'),
      certificates: certs,
    });
    const client = clientKind === 'TLS' ? await tlsClient() : await stage.client();
    const body = Buffer.alloc(8_000_000, 'abcdefghijk');
    client.send(`POST /v1.41/build HTTP/1.1\r\nHost: docker\r\nContent-Length: ${body.length}\r\n\r\n`);
    client.send(body);
    const daemon = await daemonOf('POST');
    await until('all of it', () => daemon.received.length >= body.length + 60);
    expect(daemon.received.subarray(-body.length).equals(body)).toBe(true);
    daemon.socket.end(pong);
    client.socket.end();
    const [exchange] = exchangesOf(await stage.recorded());
    expect(exchange?.request?.body).toMatchObject({ bytes: body.length, complete: true });
  });
});

test('the certificate is signed by the CA of dind, for where the proxy listens', async () => {
  await stage.startProxy({
    listen: [tcpEnd(0, '127.0.0.2', true)],
    target: tcpEnd(1),
    certificates: certs,
  });
  const { address } = stage.proxy.listening[0] ?? {};
  const socket = connectTls({
    host: '127.0.0.2',
    port: address?.kind === 'tcp' ? address.port : 0,
    ca: pem(certs, 'client/ca.pem'),
  });
  socket.on('error', () => {});
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerX509Certificate() as X509Certificate;
  const names = certificate.subjectAltName?.split(', ') ?? [];
  for (const name of ['DNS:docker', 'DNS:localhost', 'IP Address:127.0.0.1', 'IP Address:127.0.0.2'])
    expect(names).toContain(name);
  expect(certificate.verify(new X509Certificate(pem(certs, 'ca/cert.pem')).publicKey)).toBe(true);
  // Another implementation's verdict, with the purpose that Go checks.
  const path = join(stage.folder, 'leaf.pem');
  writeFileSync(path, certificate.toString());
  const verified = spawnSync(
    'openssl',
    ['verify', '-purpose', 'sslserver', '-CAfile', join(certs, 'ca/cert.pem'), path],
    { encoding: 'utf8' },
  );
  expect(verified.stdout + verified.stderr).toBe(`${path}: OK\n`);
  socket.destroy();
  expect(stage.proxy.environment).toMatchObject({
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: join(certs, 'client'),
  });
});

test("without the CA's key the proxy makes one of its own, and says what to set", async () => {
  const port = await tlsDaemon();
  await stage.startProxy({
    listen: [tcpEnd(0, '127.0.0.1', true)],
    target: tcpEnd(port, '127.0.0.1', true),
    certificates: clientOnly,
  });
  const own = stage.proxy.environment.DOCKER_CERT_PATH ?? '';
  expect(statSync(own).mode & 0o777).toBe(0o700);
  const [notice] = stage.told('notice');
  expect(notice).toMatchObject({ code: 'own-authority' });
  expect(notice?.message).toContain(`DOCKER_CERT_PATH=${own}`);
  const client = await tlsClient(own);
  client.send(ping);
  (await daemonOf(ping)).socket.end(pong);
  await until('the response', () => client.text === pong);
  // Whoever trusts dind's CA only does not trust this one.
  const other = await tlsClient(clientOnly);
  expect(other.over).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  await stage.proxy.close();
  expect(existsSync(own)).toBe(false);
});

describe('a client with whom TLS fails', () => {
  const start = async (): Promise<void> => {
    const port = await tlsDaemon();
    await stage.startProxy({
      listen: [tcpEnd(0, '127.0.0.1', true)],
      target: tcpEnd(port, '127.0.0.1', true),
      certificates: certs,
    });
  };
  const reported = async () => {
    await until('the failure is told', () => stage.told('handshake-failed').length > 0);
    return stage.told('handshake-failed')[0];
  };

  test('sends no certificate', async () => {
    await start();
    const before = daemons.length;
    const client = await tlsClient(undefined, { cert: '', key: '' });
    client.send(ping);
    await until('it is refused', () => client.over !== null);
    expect(client.over).toBe('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
    expect(await reported()).toMatchObject({ side: 'client', reason: 'no-client-certificate' });
    expect(daemons.length).toBe(before);
    const events = await stage.recorded();
    expect(events.flatMap((event) => (event.kind === 'issue' ? [event.message] : []))).toContain(
      'TLS alert certificate-required',
    );
    const exchanges = exchangesOf(events);
    expect(exchanges).toMatchObject([
      { id: 1, request: null, response: null, summary: 'TLS handshake', state: 'aborted' },
    ]);
    expect(exchanges[0]?.tlsFailure).toMatchObject({
      side: 'client',
      reason: 'no-client-certificate',
      fix: 'set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH to a folder with ca.pem, cert.pem and key.pem',
    });
  });

  test('has a certificate of another CA', async () => {
    await start();
    const client = await tlsClient(join(others, 'client'), { ca: pem(certs, 'client/ca.pem') });
    client.send(ping);
    await until('it is refused', () => client.over !== null || client.ended);
    expect(client.received.length).toBe(0);
    expect(await reported()).toMatchObject({ side: 'client', reason: 'wrong-ca' });
  });

  test('has an expired certificate', async () => {
    const old = join(folder, 'old-client');
    makeCertificates(old, { expired: 'client' });
    const port = await plainDaemon();
    await stage.startProxy({
      listen: [tcpEnd(0, '127.0.0.1', true)],
      target: tcpEnd(port),
      certificates: old,
    });
    const client = await tlsClient(join(old, 'client'));
    client.send(ping);
    await until('it is refused', () => client.over !== null || client.ended);
    expect(await reported()).toMatchObject({ side: 'client', reason: 'expired' });
    expect(daemons).toEqual([]);
  });

  test.each([
    {
      title: 'does not trust the CA',
      trust: () => ['-CAfile', join(others, 'client/ca.pem')],
      reason: 'wrong-ca',
    },
    {
      title: 'wants another name',
      trust: () => ['-CAfile', join(certs, 'client/ca.pem'), '-verify_hostname', 'dind'],
      reason: 'server-certificate-refused',
    },
  ])('$title', async ({ trust, reason }) => {
    await start();
    // As Go and curl do: the handshake is broken off with an alert.
    const { address } = stage.proxy.listening[0] ?? {};
    const at = `127.0.0.1:${address?.kind === 'tcp' ? address.port : 0}`;
    const args = ['s_client', '-connect', at, '-verify_return_error', ...trust()];
    const asking = spawn('openssl', args, { stdio: 'ignore' });
    expect((await once(asking, 'exit'))[0]).not.toBe(0);
    const failure = await reported();
    expect(failure).toMatchObject({ side: 'client', reason });
    if (reason === 'server-certificate-refused')
      expect(failure?.detail).toContain('docker, localhost, 127.0.0.1');
  });

  test('closes in the middle of the handshake', async () => {
    await start();
    // Node looks at the certificate only after the handshake, and then closes without a word.
    await tlsClient(join(others, 'client'));
    expect(await reported()).toMatchObject({ side: 'client', reason: 'closed' });
    await until('nothing is open', () => stage.proxy.counts().open === 0);
  });

  test('speaks plain HTTP', async () => {
    await start();
    const client = await stage.client();
    client.send(ping);
    await until('the answer', () => client.ended);
    client.socket.end();
    expect(client.text).toBe(
      'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n',
    );
    expect(await reported()).toMatchObject({ side: 'client', reason: 'http-to-tls-port' });
    const [exchange] = exchangesOf(await stage.recorded());
    expect([exchange?.operation, exchange?.response?.status]).toEqual(['SystemPing', 400]);
    expect(exchange?.tlsFailure?.reason).toBe('http-to-tls-port');
  });

  test('goes away without a word, which is no failure', async () => {
    await start();
    const client = await stage.client();
    client.socket.end();
    await until('it is closed', () => stage.told('connection-closed').length === 1);
    expect(stage.told('handshake-failed')).toEqual([]);
    expect(stage.proxy.counts().open).toBe(0);
  });
});

test('a client that speaks TLS to a plain listener is told of, and passed on', async () => {
  await stage.start();
  const client = await stage.client();
  client.send(Buffer.from('160301020001000001fc0303', 'hex'));
  await until('the daemon has it', () => stage.daemons[0]?.received.length === 12);
  expect(stage.told('handshake-failed')).toMatchObject([{ side: 'client', reason: 'tls-to-plain-port' }]);
  client.reset();
  await until('it is over', () => stage.proxy.counts().open === 0);
  expect(exchangesOf(await stage.recorded())).toMatchObject([
    { summary: 'TLS handshake', tlsFailure: { reason: 'tls-to-plain-port' } },
  ]);
});

describe('a daemon with whom TLS fails is a 502 that says why', () => {
  const ask = async (): Promise<string> => {
    const client = await stage.client();
    client.send('GET /v1.41/info HTTP/1.1\r\nHost: docker\r\n\r\n');
    await until('the answer', () => client.ended);
    client.socket.end();
    expect(client.text).toMatch(/^HTTP\/1\.1 502 /);
    const exchanges = exchangesOf(await stage.recorded());
    expect(exchanges.map(({ tlsFailure }) => tlsFailure?.reason)).toEqual([failure()?.reason]);
    expect(exchanges[0]?.response?.status).toBe(502);
    return client.text;
  };
  const failure = () => stage.told('handshake-failed')[0];

  test('its CA is another one', async () => {
    const port = await tlsDaemon({
      cert: pem(others, 'server/cert.pem'),
      key: pem(others, 'server/key.pem'),
    });
    await stage.startProxy({ target: tcpEnd(port, '127.0.0.1', true), certificates: certs });
    expect(await ask()).toContain(`is not signed by the CA in ${join(certs, 'client')}`);
    expect(failure()).toMatchObject({ side: 'daemon', reason: 'wrong-ca' });
  });

  test('its certificate is for other names', async () => {
    const named = join(folder, 'named');
    makeCertificates(named, { serverNames: 'DNS:docker,DNS:dind' });
    const port = await tlsDaemon({
      ca: pem(named, 'server/ca.pem'),
      cert: pem(named, 'server/cert.pem'),
      key: pem(named, 'server/key.pem'),
    });
    await stage.startProxy({ target: tcpEnd(port, '127.0.0.1', true), certificates: named });
    expect(await ask()).toContain("the daemon's certificate is for docker, dind, not for 127.0.0.1");
    expect(failure()).toMatchObject({ side: 'daemon', reason: 'wrong-name' });
  });

  test('its certificate has expired', async () => {
    const old = join(folder, 'old-server');
    makeCertificates(old, { expired: 'server' });
    const port = await tlsDaemon({
      ca: pem(old, 'server/ca.pem'),
      cert: pem(old, 'server/cert.pem'),
      key: pem(old, 'server/key.pem'),
    });
    await stage.startProxy({ target: tcpEnd(port, '127.0.0.1', true), certificates: old });
    expect(await ask()).toContain("the daemon's certificate has expired");
    expect(failure()).toMatchObject({ side: 'daemon', reason: 'expired' });
  });

  test('it demands a client certificate, and there is none', async () => {
    const bare = join(folder, 'bare');
    cpSync(join(certs, 'client', 'ca.pem'), join(bare, 'ca.pem'));
    const port = await tlsDaemon();
    await stage.startProxy({ target: tcpEnd(port, '127.0.0.1', true), certificates: bare });
    expect(await ask()).toContain('the daemon demands a client certificate and none is in');
    expect(failure()).toMatchObject({ side: 'daemon', reason: 'no-client-certificate' });
  });

  test('it speaks plain HTTP', async () => {
    server = createPlainServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'));
    });
    const port = await listening(server);
    await stage.startProxy({ target: tcpEnd(port, '127.0.0.1', true), certificates: certs });
    expect(await ask()).toContain('the daemon does not speak TLS on this port');
    expect(failure()).toMatchObject({ side: 'daemon', reason: 'tls-to-plain-port' });
  });
});

test('clients need no certificate where the daemon demands none', async () => {
  const port = await tlsDaemon({ requestCert: false });
  await stage.startProxy({
    listen: [tcpEnd(0, '127.0.0.1', true)],
    target: tcpEnd(port, '127.0.0.1', true),
    certificates: certs,
  });
  const client = await tlsClient(undefined, { cert: '', key: '' });
  client.send(ping);
  (await daemonOf(ping)).socket.end(pong);
  await until('the response', () => client.text === pong);
});

test('a plain listener for other machines is refused before a daemon that demands certificates', async () => {
  const port = await tlsDaemon();
  const starting = stage.startProxy({
    listen: [tcpEnd(0, '0.0.0.0')],
    target: tcpEnd(port, '127.0.0.1', true),
    certificates: certs,
    allowRemote: true,
  });
  await expect(starting).rejects.toMatchObject({ code: 'remote-not-allowed' });
});

test('a reset passes through TLS as a reset', async () => {
  const port = await tlsDaemon();
  await stage.startProxy({
    listen: [tcpEnd(0, '127.0.0.1', true)],
    target: tcpEnd(port, '127.0.0.1', true),
    certificates: certs,
  });
  const below = await stage.client();
  const client = await tlsClient(undefined, { socket: below.socket });
  client.send(ping);
  const daemon = await daemonOf(ping);
  below.reset();
  await until('the daemon is broken off', () => daemon.over !== null);
  expect(daemon.over).toBe('ECONNRESET');
  await until('nothing is open', () => stage.proxy.counts().open === 0);
  expect(stage.told('connection-closed')).toMatchObject([{ how: 'reset' }]);
});

describe('HTTP/2 is agreed on only where both sides speak it', () => {
  const start = async (daemonProtocols: readonly string[], tls: boolean): Promise<void> => {
    const port = await tlsDaemon({ ALPNProtocols: [...daemonProtocols] });
    await stage.startProxy({
      listen: [tcpEnd(0, '127.0.0.1', tls)],
      target: tcpEnd(port, '127.0.0.1', true),
      certificates: certs,
    });
  };
  const protocolOf = ({ socket }: ScriptedPeer): unknown =>
    (socket as { alpnProtocol?: unknown }).alpnProtocol;
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

  test.each([
    { daemon: ['http/1.1'], client: ['h2', 'http/1.1'], agreed: 'http/1.1' },
    { daemon: ['h2', 'http/1.1'], client: ['h2', 'http/1.1'], agreed: 'h2' },
    { daemon: ['h2', 'http/1.1'], client: ['http/1.1'], agreed: 'http/1.1' },
  ])('daemon $daemon, client $client', async ({ daemon, client: wishes, agreed }) => {
    await start(daemon, true);
    const client = await tlsClient(undefined, { ALPNProtocols: wishes });
    expect(protocolOf(client)).toBe(agreed);
    client.send('hello');
    expect(protocolOf(await daemonOf('hello'))).toBe(agreed);
  });

  test('a plain client that begins with the preface gets it too', async () => {
    await start(['h2', 'http/1.1'], false);
    const client = await stage.client();
    client.send(preface);
    const daemon = await daemonOf(preface);
    expect(protocolOf(daemon)).toBe('h2');
    daemon.send('settings');
    await until('the answer', () => client.text === 'settings');
    client.send('more');
    await until('the rest', () => daemon.text === `${preface}more`);
  });
});

test('the secrets of both sides are in the key log, which is private', async () => {
  const keylog = join(stage.folder, 'keys');
  const port = await tlsDaemon();
  await stage.startProxy({
    listen: [tcpEnd(0, '127.0.0.1', true)],
    target: tcpEnd(port, '127.0.0.1', true),
    certificates: certs,
    keylog,
  });
  const client = await tlsClient();
  client.send(ping);
  (await daemonOf(ping)).socket.end(pong);
  await until('the response', () => client.text === pong);
  client.socket.end();
  await stage.proxy.close();
  expect(statSync(keylog).mode & 0o777).toBe(0o600);
  const lines = readFileSync(keylog, 'latin1').trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^[A-Z_0-9]+ [0-9a-f]{64} [0-9a-f]{64,}$/);
  const sessions = new Set(
    lines.filter((line) => line.startsWith('CLIENT_TRAFFIC_SECRET_0')).map((line) => line.split(' ')[1]),
  );
  // Two probes of the daemon, the client's and the one to the daemon.
  expect(sessions.size).toBe(4);
});
