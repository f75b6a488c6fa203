import type { Build, BuildStep } from '../../src/model/build.ts';
import type { DockerFacts } from '../../src/model/docker-facts.ts';
import type { Body, Exchange, Request, Response } from '../../src/model/exchange.ts';
import { Secret } from '../../src/model/secret.ts';

/** 2026-11-24T10:31:02.123456Z in epoch microseconds. */
export const AT = Date.UTC(2026, 10, 24, 10, 31, 2, 123) * 1000 + 456;

export function body(bytes = 0, mediaType: string | null = null): Body {
  return { bytes, complete: true, mediaType, encoding: null, sha256: null, lastByteAt: null, pauses: [] };
}

export function request(fields: Partial<Request> = {}): Request {
  return {
    time: AT,
    method: 'HEAD',
    target: '/_ping',
    path: '/_ping',
    apiVersion: null,
    query: {},
    httpVersion: '1.1',
    headers: [['Host', 'docker:2375']],
    trailers: [],
    body: body(),
    ...fields,
  };
}

export function response(status = 200, fields: Partial<Response> = {}): Response {
  return {
    time: AT + 1500,
    status,
    reason: 'OK',
    httpVersion: '1.1',
    headers: [['Api-Version', '1.41']],
    trailers: [],
    body: body(),
    ...fields,
  };
}

export function dockerFacts(fields: Partial<DockerFacts> = {}): DockerFacts {
  return {
    build: null,
    auth: null,
    archive: null,
    progress: null,
    streams: null,
    session: null,
    grpc: null,
    process: null,
    exitCode: null,
    members: { request: null, response: null },
    error: null,
    events: null,
    client: { name: 'docker', version: '28.2.2', os: 'linux', userAgent: 'Docker-Client/28.2.2 (linux)' },
    daemon: { version: '20.10.24', os: 'linux', apiVersion: '1.41' },
    container: null,
    images: [],
    ...fields,
  };
}

/** A ping of a docker 28.2 client, answered in 2 ms, changed by `fields`. */
export function exchange(fields: Partial<Exchange> = {}): Exchange {
  return {
    id: 1,
    connection: 1,
    stream: null,
    client: '172.17.0.1:41234',
    server: '172.17.0.2:2375',
    operation: 'SystemPingHead',
    summary: 'ping',
    request: request(),
    response: response(),
    timing: { sendMs: 0, waitMs: 1.5, receiveMs: 0.25, totalMs: 2 },
    state: 'complete',
    hijack: null,
    gaps: [],
    issues: [],
    docker: dockerFacts(),
    proxied: null,
    tlsFailure: null,
    ...fields,
  };
}

export function step(fields: Partial<BuildStep> = {}): BuildStep {
  return {
    number: 1,
    total: 6,
    stage: null,
    instruction: 'FROM node:20',
    cached: true,
    startMs: 100,
    durationMs: 4,
    containerId: null,
    imageId: 'b3d0ba8093ef',
    quietMs: 0,
    lastNewsMs: null,
    output: '',
    error: null,
    ...fields,
  };
}

const files: readonly (readonly [path: string, size: number])[] = [
  ['Dockerfile', 292],
  ['node_modules/typescript/tsc.js', 1_000_000],
  ['node_modules/typescript/lib.d.ts', 100_000],
  ['node_modules/react-dom/index.js', 320_000],
  ['src/index.js', 61_000],
];

/** The failing build of the article's kind: two registries, three of six steps reached, `npm ci` fails. */
export function build(fields: Partial<Build> = {}): Build {
  return {
    builder: 'classic',
    tags: ['web:latest'],
    dockerfilePath: 'Dockerfile',
    dockerfile: 'FROM node:20\nRUN npm ci\n',
    buildArgs: { NODE_ENV: 'production', NPM_TOKEN: new Secret('npm_topsecret'), HTTP_PROXY: null },
    labels: { maintainer: 'Team <web@example.test>' },
    target: null,
    platform: null,
    noCache: false,
    pull: false,
    networkMode: 'default',
    cacheFrom: [],
    remote: null,
    limits: {},
    context: {
      compression: 'none',
      bytes: 1_900_000,
      sha256: null,
      fileBytes: 1_481_292,
      entries: files.map(([path, size]) => ({
        path,
        type: 'file',
        size,
        mode: 0o644,
        uid: 0,
        gid: 0,
        mtime: AT,
        linkTarget: null,
        sha256: null,
      })),
    },
    registries: [
      {
        server: 'https://index.docker.io/v1/',
        username: 'bob',
        kind: 'password',
        secret: new Secret('hunter2'),
      },
      { server: 'registry.example.com', username: 'alice', kind: 'password', secret: new Secret('s3cret') },
      { server: 'ghcr.example', username: null, kind: 'identitytoken', secret: new Secret('idtoken') },
    ],
    steps: [
      step(),
      step({ number: 2, instruction: 'WORKDIR /app', durationMs: 3 }),
      step({ number: 3, instruction: 'COPY package*.json ./', cached: false, durationMs: 61 }),
      step({
        number: 4,
        instruction: 'RUN npm ci',
        cached: false,
        durationMs: 3200,
        imageId: null,
        output: 'npm error code EUSAGE\r\n\x1b[91mnpm error in sync\x1b[0m\n',
        error: "The command '/bin/sh -c npm ci' returned a non-zero code: 1",
      }),
    ],
    imageId: null,
    taggedAs: [],
    error: { code: 1, message: "The command '/bin/sh -c npm ci' returned a non-zero code: 1" },
    buildkit: null,
    ...fields,
  };
}

export function buildExchange(fields: Partial<Build> = {}): Exchange {
  return exchange({
    id: 2,
    operation: 'ImageBuild',
    summary: 'build web:latest',
    request: request({
      time: AT + 8000,
      method: 'POST',
      target: new Secret(
        '/v1.41/build?buildargs=%7B%22NPM_TOKEN%22%3A%22npm_topsecret%22%7D&t=web%3Alatest',
        '/v1.41/build?buildargs=••••&t=web%3Alatest',
      ),
      path: '/build',
      apiVersion: '1.41',
      query: {
        buildargs: [new Secret('{"NPM_TOKEN":"npm_topsecret"}', '{"NPM_TOKEN":"••••"}')],
        t: ['web:latest'],
      },
      headers: [
        ['Host', 'docker:2375'],
        ['X-Registry-Config', new Secret('eyJib2IiOiJodW50ZXIyIn0=')],
      ],
      body: body(1_900_000, 'application/x-tar'),
    }),
    response: response(200, { body: body(2100, 'application/json') }),
    timing: { sendMs: 120.1234, waitMs: 3, receiveMs: 3276.9, totalMs: 3400 },
    docker: dockerFacts({ build: build(fields) }),
  });
}
