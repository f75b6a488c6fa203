import { describe, expect, test } from 'vitest';
import type { DockerFacts } from '../../../src/model/docker-facts.ts';
import { Secret } from '../../../src/model/secret.ts';
import { accountWords, exchangeFacts } from '../../../src/views/view-model/exchange-facts.ts';
import { AT, buildExchange, dockerFacts, exchange, response } from '../../builders/exchange.ts';

const facts = (docker: Partial<DockerFacts>): readonly string[] =>
  exchangeFacts(exchange({ docker: dockerFacts(docker) }));

test('a failed build', () => {
  expect(exchangeFacts(buildExchange())).toEqual([
    'context 1.9 MB, 5 files; largest node_modules/typescript (1.1 MB)',
    'X-Registry-Config: bob@index.docker.io, alice@registry.example.com, ghcr.example (identity token)',
    'steps 6, cached 2, failed 4/6 RUN npm ci: exit code 1',
  ]);
});

test('a build that was refused before its first step', () => {
  const error = { code: null, message: 'dockerfile parse error line 1: unknown instruction: FRM' };
  expect(exchangeFacts(buildExchange({ context: null, registries: [], steps: [], error }))).toEqual([
    'failed: dockerfile parse error line 1: unknown instruction: FRM',
  ]);
});

describe('other facts', () => {
  test.each<[name: string, docker: Partial<DockerFacts>, lines: readonly string[]]>([
    [
      'a login',
      { auth: { server: 'r.example:5000', username: 'eve', kind: 'password', secret: new Secret('pw') } },
      ['credentials: eve@r.example:5000'],
    ],
    [
      'a pull',
      {
        progress: {
          layers: [
            { id: 'a', status: 'Pull complete', current: null, total: null, size: null, retries: 0 },
            { id: 'b', status: 'Pull complete', current: null, total: null, size: null, retries: 0 },
            { id: 'c', status: 'Already exists', current: null, total: null, size: null, retries: 0 },
          ],
          messages: ['Status: Downloaded newer image\n'],
          errorDetail: null,
          aux: [],
        },
      },
      ['3 layers: 2 pull complete, 1 already exists', 'Status: Downloaded newer image'],
    ],
    [
      'streams of logs',
      {
        streams: {
          stdin: { bytes: 0, sha256: null },
          stdout: { bytes: 150_000, sha256: null },
          stderr: { bytes: 12, sha256: null },
          raw: null,
        },
      },
      ['stdout 150 kB, stderr 12 B'],
    ],
    ['events', { events: { count: 3, rows: [] } }, ['3 rows']],
    [
      'a path in a container',
      {
        archive: {
          stat: { name: 'hosts', size: 174, mode: 420, modeText: '-rw-r--r--', mtime: '', linkTarget: '' },
          compression: null,
          bytes: 0,
          fileBytes: 0,
          entries: [],
        },
      },
      ['hosts -rw-r--r--, 174 B'],
    ],
    [
      'an error',
      { error: { code: 404, message: 'No such container: x\x1b[2J' } },
      ['error: No such container: x\\x1b[2J'],
    ],
  ])('%s', (_name, docker, lines) => {
    expect(facts(docker)).toEqual(lines);
  });

  test('gaps are summed by side', () => {
    const gap = { side: 'request', missing: 724, at: AT } as const;
    expect(exchangeFacts(exchange({ gaps: [gap, gap] }))).toEqual([
      'gap: 1.4 kB of the request are not in the capture',
    ]);
  });

  test('three kinds of issues are named, the rest is counted', () => {
    const issues = ['a/one', 'a/one', 'a/two', 'a/three', 'a/four', 'a/five'].map((code) => ({
      kind: 'issue' as const,
      code,
      message: 'bad',
      at: null,
    }));
    expect(exchangeFacts(exchange({ issues }))).toEqual([
      'a/one: bad',
      'a/two: bad',
      'a/three: bad',
      'and 2 other issues',
    ]);
  });

  test('a long message is cut', () => {
    const message = 'x'.repeat(5000);
    const [line = ''] = exchangeFacts(
      exchange({ response: response(500), docker: dockerFacts({ error: { code: 500, message } }) }),
    );
    expect(line).toHaveLength('error: '.length + 300 + '...'.length);
  });
});

test.each([
  ['https://index.docker.io/v1/', 'bob', 'password', 'bob@index.docker.io'],
  ['r.example:5000', null, 'identitytoken', 'r.example:5000 (identity token)'],
  ['r.example', '', 'registrytoken', 'r.example (registry token)'],
  ['r.example', 'bob', 'none', 'bob@r.example (no secret)'],
  ['', 'bob', 'password', 'bob@no registry named'],
] as const)('account of %s', (server, username, kind, words) => {
  expect(accountWords({ server, username, kind, secret: null })).toBe(words);
});

test('only tags that were not asked for are named', () => {
  const quiet = { context: null, registries: [], steps: [], error: null };
  expect(exchangeFacts(buildExchange({ ...quiet, tags: ['web'], taggedAs: ['web:latest'] }))).toEqual([]);
  expect(exchangeFacts(buildExchange({ ...quiet, tags: ['web:1'], taggedAs: ['web:1', 'web:2'] }))).toEqual([
    'tagged web:2',
  ]);
});
