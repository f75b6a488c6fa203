import type { Exchange } from '../../src/model/exchange.ts';
import { Secret } from '../../src/model/secret.ts';
import { archiveEntry } from './archive-entry.ts';
import { AT, body, build, dockerFacts, exchange, request, response, step } from './exchange.ts';

const DOCKERFILE = `# The web front end
FROM node:20
WORKDIR /app
COPY package*.json ./

RUN npm ci \\
    # no scripts of others
    --ignore-scripts
COPY . .
CMD ["node","server.js"]
`;

const NPM_OUTPUT =
  'npm error code EUSAGE\n' +
  '\x1b[91mnpm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.\x1b[0m\n';

/** A classic build of a web application that fails at its fourth step, with three registries' logins. */
export function webBuild(over: Partial<Exchange> = {}): Exchange {
  return exchange({
    id: 2,
    operation: 'ImageBuild',
    summary: 'build web:latest',
    request: request({
      time: AT + 8000,
      method: 'POST',
      target: new Secret(
        '/v1.41/build?buildargs=%7B%22NPM_TOKEN%22%3A%22hunter2%22%7D&dockerfile=Dockerfile&t=web%3Alatest',
        '/v1.41/build?buildargs=••••&dockerfile=Dockerfile&t=web%3Alatest',
      ),
      path: '/build',
      apiVersion: '1.41',
      query: {
        buildargs: [
          new Secret(
            '{"NODE_ENV":"production","NPM_TOKEN":"hunter2"}',
            '{"NODE_ENV":"production","NPM_TOKEN":"••••"}',
          ),
        ],
        dockerfile: ['Dockerfile'],
        t: ['web:latest'],
      },
      headers: [
        ['Host', '172.17.0.2:2375'],
        ['User-Agent', 'Docker-Client/28.2.2 (linux)'],
        ['Content-Type', 'application/x-tar'],
        ['Transfer-Encoding', 'chunked'],
        ['X-Registry-Config', new Secret('eyJ4Ijp7InBhc3N3b3JkIjoiaHVudGVyMiJ9fQ==')],
      ],
      body: body(1_903_104, 'application/x-tar'),
    }),
    response: response(200, {
      time: AT + 140_000,
      headers: [
        ['Api-Version', '1.41'],
        ['Content-Type', 'application/json'],
      ],
      body: body(2104, 'application/json'),
    }),
    timing: { sendMs: 110, waitMs: 22, receiveMs: 3268, totalMs: 3400 },
    docker: dockerFacts({
      build: build({
        buildArgs: { NODE_ENV: 'production', NPM_TOKEN: new Secret('hunter2'), CI: null },
        labels: { maintainer: 'Team <web@example.test>' },
        dockerfile: DOCKERFILE,
        context: {
          compression: 'none',
          bytes: 1_903_104,
          sha256: '9a00ab3d5b1f'.padEnd(64, '0'),
          fileBytes: 1_871_889,
          entries: [
            archiveEntry('.dockerignore', 12),
            archiveEntry('.env', 44),
            archiveEntry('.git/'),
            archiveEntry('.git/HEAD', 21),
            archiveEntry('.git/objects/pack/pack-1.pack', 210_000),
            archiveEntry('Dockerfile', 292),
            archiveEntry('node_modules/'),
            archiveEntry('node_modules/react-dom/index.js', 320_000),
            archiveEntry('node_modules/typescript/lib/tsc.js', 1_100_000),
            archiveEntry('node_modules/typescript/bin/tsc', 120, { mode: 0o755 }),
            archiveEntry('node_modules/日本語-パッケージ/index.js', 180_000),
            archiveEntry('package.json', 400),
            archiveEntry('src/'),
            archiveEntry('src/server.js', 61_000),
            archiveEntry('src/current', 0, { type: 'symlink', linkTarget: 'server.js' }),
          ],
        },
        registries: [
          {
            server: 'https://index.docker.io/v1/',
            username: 'bob',
            kind: 'password',
            secret: new Secret('hunter2'),
          },
          { server: 'registry.example.com', username: 'alice', kind: 'password', secret: new Secret('pw') },
          { server: 'ghcr.example', username: null, kind: 'identitytoken', secret: new Secret('token') },
        ],
        steps: [
          step({ number: 1, instruction: 'FROM node:20', startMs: 132, durationMs: 4, cached: false }),
          step({ number: 2, instruction: 'WORKDIR /app', startMs: 136, durationMs: 3, cached: true }),
          step({
            number: 3,
            instruction: 'COPY package*.json ./',
            startMs: 139,
            durationMs: 61,
            cached: false,
          }),
          step({
            number: 4,
            instruction: 'RUN npm ci     --ignore-scripts',
            startMs: 200,
            durationMs: 3200,
            cached: false,
            output: NPM_OUTPUT,
            error: "The command '/bin/sh -c npm ci     --ignore-scripts' returned a non-zero code: 1",
          }),
        ],
        error: {
          code: 1,
          message: "The command '/bin/sh -c npm ci     --ignore-scripts' returned a non-zero code: 1",
        },
      }),
    }),
    ...over,
  });
}
