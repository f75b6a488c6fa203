import { expect, test } from 'vitest';
import type { Build } from '../../../src/model/build.ts';
import { explainBuild } from '../../../src/views/text/explain-build.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { textWidth } from '../../../src/views/view-model/fit-text.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { buildExchange, step } from '../../builders/exchange.ts';

function explained(fields: Partial<Build> = {}, width: number | null = null): readonly string[] {
  const exchange = buildExchange(fields);
  const options = textOptions({ color: false, unicode: true, width, utcOffset: utc });
  return explainBuild(exchange, exchange.docker.build as Build, options);
}

test('a failed build, section by section', () => {
  expect(explained().join('\n')).toBe(`\
exchange 2 · build web:latest · ✗ step 4/6 after 3.4 s

Request
  request    POST /v1.41/build HTTP/1.1
  route      172.17.0.1:41234 → 172.17.0.2:2375
  client     docker 28.2
  daemon     20.10.24
  builder    classic
  tag        web:latest
  build arg  NODE_ENV=production
  build arg  NPM_TOKEN=••••
  build arg  HTTP_PROXY
  label      maintainer=Team <web@example.test>
  network    default
  body       1.9 MB application/x-tar

Context: 1.9 MB in 5 files, tar
  1.4 MB  96 %  node_modules/  3 files
  1.1 MB  74 %    typescript/  2 files
  1.0 MB  68 %      tsc.js
  100 kB   7 %      lib.d.ts
  320 kB  22 %    react-dom/   1 file
  320 kB  22 %      index.js
   61 kB   4 %  src/           1 file
   292 B   0 %  Dockerfile

Dockerfile (Dockerfile)
    1  FROM node:20
    2  RUN npm ci

Credentials sent in X-Registry-Config
  REGISTRY                     ACCOUNT  KIND            VALUE
  https://index.docker.io/v1/  bob      password        ••••
  registry.example.com         alice    password        ••••
  ghcr.example                 –        identity token  ••••

Steps
  #  STEP                    TOOK  CACHE
  1  FROM node:20            4 ms  hit
  2  WORKDIR /app            3 ms  hit
  3  COPY package*.json ./  61 ms  –
  4  RUN npm ci             3.2 s  –  ✗ failed
  2 more steps not reached

Error
  npm error code EUSAGE
  npm error in sync
  The command '/bin/sh -c npm ci' returned a non-zero code: 1`);
});

test('sections with nothing in them are left out', () => {
  const lines = explained({ context: null, dockerfile: null, registries: [], steps: [], error: null });
  expect(lines.filter((line) => line !== '' && !line.startsWith(' '))).toEqual([
    'exchange 2 · build web:latest · ✓ 200 after 3.4 s',
    'Request',
  ]);
});

test('a Dockerfile and a large context are cut with a word', () => {
  const entries = Array.from({ length: 100 }, (_, index) => ({
    path: `file-${index}`,
    type: 'file' as const,
    size: 100 - index,
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    linkTarget: null,
    sha256: null,
  }));
  const lines = explained({
    dockerfile: 'RUN true\n'.repeat(1000),
    context: { compression: 'gzip', bytes: 5060, sha256: null, fileBytes: 5050, entries },
  });
  expect(lines).toContain('       and 800 lines more');
  expect(lines).toContain('  3.6 kB       and 84 more');
  expect(lines).toContain('Context: 5.1 kB in 100 files, tar in gzip');
});

test('nothing that was sent reaches the terminal as it is, and no line exceeds it', () => {
  const evil = '\x1b[2J\u202Eevil';
  const lines = explained(
    {
      dockerfile: `FROM ${evil}`,
      dockerfilePath: evil,
      tags: [evil],
      labels: { [evil]: evil },
      registries: [{ server: evil, username: evil, kind: 'none', secret: null }],
      steps: [step({ instruction: evil, output: evil, error: evil })],
      error: { code: null, message: evil },
    },
    60,
  );
  for (const line of lines) {
    expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202E]/);
    expect(textWidth(line)).toBeLessThanOrEqual(60);
  }
});

test('a small file that looks like secrets is shown however large the rest is', () => {
  const entry = {
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    linkTarget: null,
    sha256: null,
  } as const;
  const entries = Array.from({ length: 50 }, (_, index) => ({ ...entry, path: `file-${index}`, size: 1000 }));
  entries.push({ ...entry, path: '.env', size: 4 });
  const lines = explained({
    context: { compression: 'none', bytes: 60_000, sha256: null, fileBytes: 50_004, entries },
  });
  expect(lines).toContain('     4 B  0 %  .env         ! often holds secrets');
});
