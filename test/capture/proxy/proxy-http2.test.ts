/** HTTP/2 through the proxy, with Node's own server in the daemon's place: dockerd speaks it from 29.2 on. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  type ClientHttp2Session,
  connect,
  createSecureServer,
  createServer,
  type Http2Server,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCertificates } from '../../builders/certificates.ts';
import { exchangesOf, ProxyStage, tcpEnd } from '../../builders/proxy-peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'proxy-http2-'));
const certs = join(folder, 'certs');
beforeAll(() => makeCertificates(certs));
afterAll(() => rmSync(folder, { recursive: true }));

let stage: ProxyStage;
let server: Http2Server;
beforeEach(() => {
  stage = new ProxyStage();
});
afterEach(async () => {
  await stage.end();
  server.close();
});

const pem = (name: string): Buffer => readFileSync(join(certs, name));
const large = 'x'.repeat(300_000);
const answers: Readonly<Record<string, readonly [status: number, body: string]>> = {
  'GET /_ping': [200, 'OK'],
  'GET /v1.52/containers/json?all=1': [200, '[]'],
  'POST /v1.52/containers/create?name=web': [404, '{"message":"No such image: web:latest"}'],
  'POST /v1.52/build?t=web%3Alatest': [200, '{"stream":"Successfully built 0123456789ab\\n"}\n'],
};

async function daemon(tls: boolean): Promise<number> {
  server = tls
    ? createSecureServer({
        ca: pem('server/ca.pem'),
        cert: pem('server/cert.pem'),
        key: pem('server/key.pem'),
        requestCert: true,
        allowHTTP1: true,
      })
    : createServer();
  server.on('request', (request, response) => {
    const [status, body] = answers[`${request.method} ${request.url}`] ?? [
      404,
      '{"message":"page not found"}',
    ];
    request.resume();
    request.on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json', 'api-version': '1.52' });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function client(tls: boolean): ClientHttp2Session {
  const { address } = stage.proxy.listening[0] ?? {};
  if (address?.kind !== 'tcp') throw new Error('no TCP listener');
  if (!tls) return connect(`http://127.0.0.1:${address.port}`);
  return connect(`https://127.0.0.1:${address.port}`, {
    servername: 'docker',
    ca: pem('client/ca.pem'),
    cert: pem('client/cert.pem'),
    key: pem('client/key.pem'),
  });
}

async function ask(
  session: ClientHttp2Session,
  method: string,
  path: string,
  { body = '', headers = {} }: { readonly body?: string; readonly headers?: OutgoingHttpHeaders } = {},
): Promise<string> {
  const stream = session.request({
    ':method': method,
    ':path': path,
    'user-agent': 'Docker-Client/29.2.0 (linux)',
    ...headers,
  });
  stream.setEncoding('utf8');
  // Node itself ends a GET.
  if (body !== '') stream.end(body);
  let text = '';
  for await (const piece of stream) text += piece;
  return text;
}

describe.each([
  { way: 'by ALPN inside of TLS', tls: true },
  { way: 'with prior knowledge on a plain port', tls: false },
])('HTTP/2 $way', ({ tls }) => {
  test('passes as it is, and its exchanges are operations in the record', async () => {
    const port = await daemon(tls);
    await stage.startProxy({
      listen: [tcpEnd(0, '127.0.0.1', tls)],
      target: tcpEnd(port, '127.0.0.1', tls),
      ...(tls ? { certificates: certs } : {}),
    });
    const session = client(tls);
    const said = await Promise.all([
      ask(session, 'GET', '/_ping'),
      ask(session, 'GET', '/v1.52/containers/json?all=1'),
      ask(session, 'POST', '/v1.52/containers/create?name=web', { body: '{"Image":"web:latest"}' }),
      ask(session, 'POST', '/v1.52/build?t=web%3Alatest', {
        body: large,
        headers: {
          'content-type': 'application/x-tar',
          'x-registry-config': Buffer.from(
            '{"registry.test":{"username":"alice","password":"not-a-real-password-1","serveraddress":"registry.test"}}',
          ).toString('base64'),
        },
      }),
    ]);
    expect(said).toEqual(Object.values(answers).map(([, body]) => body));
    session.close();
    await once(session, 'close');

    const events = await stage.recorded();
    // What the proxy itself asked at its start is not of a client, and not recorded.
    const exchanges = exchangesOf(events);
    expect(exchanges.map(({ operation, stream, state }) => [operation, stream, state])).toEqual([
      ['SystemPing', 1, 'complete'],
      ['ContainerList', 3, 'complete'],
      ['ContainerCreate', 5, 'complete'],
      ['ImageBuild', 7, 'complete'],
    ]);
    const [, list, create, build] = exchanges;
    expect(list).toMatchObject({
      request: { httpVersion: '2', apiVersion: '1.52', query: { all: ['1'] } },
      response: { status: 200, httpVersion: '2' },
      docker: { client: { name: 'docker', version: '29.2.0' }, daemon: { apiVersion: '1.52' }, grpc: null },
    });
    expect(create?.docker.error).toEqual({ code: 404, message: 'No such image: web:latest' });
    expect(build).toMatchObject({
      summary: 'build web:latest',
      request: { body: { bytes: large.length, complete: true } },
      docker: {
        build: { tags: ['web:latest'], registries: [{ server: 'registry.test', username: 'alice' }] },
      },
    });
    // A header with a secret is masked whole, under its name in lower case too.
    expect(JSON.stringify(exchanges)).not.toContain('not-a-real-password-1');
    const field = build?.request?.headers.find(([name]) => name === 'x-registry-config');
    expect(String(field?.[1])).toBe('••••');
    expect(
      events.flatMap((event) => (event.kind === 'connection-closed' ? [event.connection.protocol] : [])),
    ).toEqual(['http/2']);
  });
});
