import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { Secret } from '../../../src/model/secret.ts';
import { NdjsonExporter } from '../../../src/views/export/ndjson.ts';
import { capture, captureSummary } from '../../builders/capture.ts';
import { connection } from '../../builders/connection.ts';
import {
  AT,
  body,
  buildExchange,
  dockerFacts,
  exchange,
  request,
  response,
} from '../../builders/exchange.ts';
import { schemaRecords } from '../../ndjson-schema.ts';

const exporter = (showSecrets = false) => new NdjsonExporter({ showSecrets, toolVersion: '0.1.0' });
const record = (given: Exchange, showSecrets = false) =>
  schemaRecords(exporter(showSecrets).exchange(given))[0] as Record<string, unknown>;

test('capture, connection, exchange, summary: each is one line and as the schema says', () => {
  const to = exporter();
  const text =
    to.begin(capture()) + to.exchange(exchange()) + to.connection(connection()) + to.end(captureSummary());
  expect(schemaRecords(text).map(({ type }) => type)).toEqual([
    'capture',
    'exchange',
    'connection',
    'summary',
  ]);
});

test('a capture of nothing', () => {
  const empty = captureSummary({ packets: 0, drops: null, start: null, end: null });
  const to = exporter();
  const nothing = capture({
    file: null,
    format: 'live',
    application: null,
    os: null,
    interfaces: [],
    start: null,
  });
  const [first, last] = schemaRecords(to.begin(nothing) + to.end(empty));
  expect([first?.start, last?.drops]).toEqual([null, null]);
});

test('a ping, field by field', () => {
  expect(record(exchange())).toEqual({
    type: 'exchange',
    id: 1,
    connection: 1,
    stream: null,
    client: '172.17.0.1:41234',
    server: '172.17.0.2:2375',
    operation: 'SystemPingHead',
    summary: 'ping',
    request: {
      time: '2026-11-24T10:31:02.123456Z',
      method: 'HEAD',
      target: '/_ping',
      path: '/_ping',
      apiVersion: null,
      query: {},
      httpVersion: '1.1',
      headers: [['Host', 'docker:2375']],
      trailers: [],
      body: { bytes: 0, complete: true, mediaType: null, encoding: null, sha256: null, pauses: [] },
    },
    response: {
      time: '2026-11-24T10:31:02.124956Z',
      status: 200,
      reason: 'OK',
      httpVersion: '1.1',
      headers: [['Api-Version', '1.41']],
      trailers: [],
      body: { bytes: 0, complete: true, mediaType: null, encoding: null, sha256: null, pauses: [] },
    },
    timing: { sendMs: 0, waitMs: 1.5, receiveMs: 0.25, totalMs: 2 },
    state: 'complete',
    hijack: null,
    gaps: [],
    issues: [],
    docker: {
      build: null,
      auth: null,
      archive: null,
      progress: null,
      streams: null,
      session: null,
      grpc: null,
      process: null,
      exitCode: null,
      container: null,
      images: [],
      error: null,
      events: null,
      client: { name: 'docker', version: '28.2.2', os: 'linux', userAgent: 'Docker-Client/28.2.2 (linux)' },
      daemon: { version: '20.10.24', os: 'linux', apiVersion: '1.41' },
    },
    proxied: null,
    tlsFailure: null,
  });
});

describe('a build', () => {
  const docker = record(buildExchange()).docker as { build: Record<string, unknown> };

  test('registries name the kind of secret and mask its value', () => {
    expect(docker.build.registries).toEqual([
      { server: 'https://index.docker.io/v1/', username: 'bob', secret: 'password', value: '••••' },
      { server: 'registry.example.com', username: 'alice', secret: 'password', value: '••••' },
      { server: 'ghcr.example', username: null, secret: 'identitytoken', value: '••••' },
    ]);
  });

  test('build args keep null for a name without a value', () => {
    expect(docker.build.buildArgs).toEqual({
      NODE_ENV: 'production',
      NPM_TOKEN: '••••',
      HTTP_PROXY: null,
    });
  });

  test('entries carry numbers for modes and times in UTC', () => {
    const context = docker.build.context as { entries: readonly unknown[] };
    expect(context.entries[0]).toEqual({
      path: 'Dockerfile',
      type: 'file',
      size: 292,
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: '2026-11-24T10:31:02.123456Z',
      linkTarget: null,
      sha256: null,
      sent: true,
    });
  });

  test('milliseconds have three decimals at most', () => {
    expect(record(buildExchange()).timing).toEqual({
      sendMs: 120.123,
      waitMs: 3,
      receiveMs: 3276.9,
      totalMs: 3400,
    });
  });
});

describe('secrets', () => {
  const secrets = ['npm_topsecret', 'hunter2', 's3cret', 'idtoken', 'eyJib2IiOiJodW50ZXIyIn0='];

  test('none is in the output', () => {
    const text = exporter().exchange(buildExchange());
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain('["X-Registry-Config","••••"]');
  });

  test('--show-secrets writes all of them, the target as it was sent', () => {
    const text = exporter(true).exchange(buildExchange());
    for (const secret of secrets) expect(text).toContain(secret);
    expect(schemaRecords(text)).toHaveLength(1);
  });
});

test('records of every other kind are as the schema says', () => {
  const sha256 = 'a'.repeat(64);
  const digest = { bytes: 12, sha256 };
  const streams = { stdin: digest, stdout: digest, stderr: { bytes: 0, sha256: null }, raw: null };
  const issue = {
    kind: 'issue',
    code: 'http1/bad-chunk',
    message: 'bad',
    at: AT,
    offset: 1,
    required: 2,
    actual: 1,
  } as const;
  const gap = { side: 'response', missing: 1448, at: AT } as const;
  record(
    exchange({
      stream: 3,
      request: request({ trailers: [['X-T', 'v']], query: { t: ['a', 'b'] }, body: { ...body(5), sha256 } }),
      response: response(101, {
        body: { ...body(5), complete: false, encoding: 'gzip', mediaType: 'text/plain' },
      }),
      state: 'incomplete',
      hijack: {
        protocol: 'tcp',
        clientBytes: 5,
        serverBytes: 6,
        clientPauses: [],
        serverPauses: [],
        streams,
      },
      gaps: [gap],
      issues: [issue, { kind: 'issue', code: 'http1/odd', message: 'odd', at: null }],
      docker: dockerFacts({
        auth: { server: '', username: null, kind: 'none', secret: null },
        archive: {
          stat: {
            name: 'etc',
            size: 4096,
            mode: 2_147_484_141,
            modeText: 'drwxr-xr-x',
            mtime: '2026-01-01T00:00:00Z',
            linkTarget: '',
          },
          compression: null,
          bytes: 1024,
          fileBytes: 0,
          entries: [
            {
              path: 'etc',
              type: 'directory',
              size: 0,
              mode: 0o755,
              uid: 0,
              gid: 0,
              mtime: 1e30,
              linkTarget: null,
              sha256: null,
            },
            {
              path: 'l',
              type: 'symlink',
              size: 0,
              mode: 0o777,
              uid: 0,
              gid: 0,
              mtime: 0,
              linkTarget: 'etc',
              sha256: null,
            },
          ],
        },
        progress: {
          layers: [{ id: 'a', status: 'Pushed', current: 1, total: null, size: null, retries: 0 }],
          messages: ['hello'],
          errorDetail: { code: null, message: 'denied' },
          aux: [{ Tag: 'latest' }, null],
        },
        streams,
        error: { code: 500, message: 'boom' },
        events: { count: 2, rows: [{ time: null, text: 'container start' }] },
        client: null,
        daemon: null,
      }),
    }),
  );
  record(
    exchange({
      request: null,
      response: null,
      state: 'open',
      timing: { sendMs: null, waitMs: null, receiveMs: null, totalMs: null },
    }),
  );
  schemaRecords(
    exporter().connection(
      connection({ closedAt: null, closedBy: null, protocol: 'unknown', issues: [issue] }),
    ),
  );
});

test('a query parameter named like a member of objects is kept', () => {
  const query = Object.fromEntries([['__proto__', ['x']]]);
  const { request: sent } = record(exchange({ request: request({ query }) })) as {
    request: { query: object };
  };
  expect(JSON.stringify(sent.query)).toBe('{"__proto__":["x"]}');
});

test('a container that is created: its words, what is secret in them masked', () => {
  const process = {
    image: 'busybox',
    entrypoint: [],
    command: ['sh', '-c', new Secret('x', 'echo ••••')],
    tty: false,
    stdin: true,
    attached: true,
    autoRemove: true,
    privileged: false,
    user: null,
    workingDir: null,
    network: 'none',
    env: ['A=b', new Secret('T=hunter2', 'T=••••')],
    volumes: ['/a:/b:ro'],
    ports: ['8080:80'],
  };
  const docker = dockerFacts({
    process,
    exitCode: 7,
    container: { id: 'f00d', name: null },
    images: ['busybox'],
  });
  expect(record(exchange({ docker })).docker).toMatchObject({
    process: { ...process, command: ['sh', '-c', 'echo ••••'], env: ['A=b', 'T=••••'] },
    exitCode: 7,
    container: { id: 'f00d', name: null },
    images: ['busybox'],
  });
});

test('what an encrypted connection tells', () => {
  const tls = {
    serverName: 'docker',
    version: '1.3',
    refusal: { from: 'client' as const, alert: null },
    clientCertificate: null,
    plainAnswer: false,
  };
  const [told] = schemaRecords(exporter().connection(connection({ protocol: 'tls', tls })));
  expect(told).toMatchObject({ tls, endedFirst: 'client' });
});
