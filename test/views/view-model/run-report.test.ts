import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { type RunReport, RunReporter } from '../../../src/views/view-model/run-report.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';
import { build, dockerFacts, exchange, response, step } from '../../builders/exchange.ts';

type Exchanges = readonly Parameters<RunReporter['take']>[0][];

function report(...exchanges: Exchanges): RunReport {
  const reporter = new RunReporter();
  for (const one of exchanges) reporter.take(one);
  return reporter.report();
}

const refused = exchange({
  summary: 'remove web',
  response: response(404),
  docker: dockerFacts({ error: { code: 404, message: 'No such container: web\nand more' } }),
});

test('nothing was said', () => {
  expect(report()).toEqual({
    operations: 0,
    calls: 0,
    failed: 0,
    failures: [],
    moreFailures: 0,
    builds: [],
    moreBuilds: 0,
    logins: [],
  });
});

test('failures are counted, and the first ones named', () => {
  const { operations, failed, failures, moreFailures } = report(exchange(), ...Array(7).fill(refused));
  expect({ operations, failed, moreFailures }).toEqual({ operations: 8, failed: 7, moreFailures: 2 });
  expect(failures).toHaveLength(5);
  expect(failures[0]).toMatchObject({ operation: 'remove web', message: 'No such container: web' });
});

test('credentials of other calls than builds are named once, by account', () => {
  const auth = { server: 'r.test', username: 'bob', kind: 'password', secret: new Secret('x') } as const;
  const push = exchange({ docker: dockerFacts({ auth }) });
  const anonymous = exchange({ docker: dockerFacts({ auth: { ...auth, kind: 'none', secret: null } }) });
  expect(report(push, push, anonymous).logins).toEqual(['bob@r.test']);
});

describe('a build', () => {
  test('that failed: its step, exit code and last output', () => {
    const output = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');
    const steps = [step(), step({ number: 2, instruction: 'RUN npm ci', cached: false, output, error: 'x' })];
    const failed = build({ steps, error: { code: 1, message: 'The command returned a non-zero code: 1' } });
    const [one] = report(exchange({ summary: 'build web', docker: dockerFacts({ build: failed }) })).builds;
    expect(one?.failure?.step?.instruction).toBe('RUN npm ci');
    expect(one?.failure?.message).toBe('exit code 1');
    expect(one?.failure?.output).toEqual(Array.from({ length: 10 }, (_, index) => `line ${index + 10}`));
  });

  test('that was refused before any step', () => {
    const docker = dockerFacts({
      build: build({ steps: [], error: null }),
      error: { code: 400, message: 'dockerfile parse error line 2' },
    });
    expect(report(exchange({ docker })).builds[0]?.failure).toEqual({
      step: null,
      message: 'dockerfile parse error line 2',
      output: [],
    });
  });

  test('the largest parts of its context, the largest files below them, and what should stay at home', () => {
    const entries = [
      archiveEntry('node_modules/a/big.js', 800),
      archiveEntry('node_modules/b/small.js', 1),
      archiveEntry('top.bin', 190),
      archiveEntry('.env', 9),
      archiveEntry('.git/config', 0),
      archiveEntry('.git/server.key', 0),
    ];
    const context = { compression: 'none', bytes: 2048, sha256: null, fileBytes: 1000, entries } as const;
    const [one] = report(exchange({ docker: dockerFacts({ build: build({ context }) }) })).builds;
    expect(one?.context).toEqual({
      size: '2.0 kB, 6 files',
      parts: [
        { path: 'node_modules/', bytes: 801, share: 0.801 },
        { path: 'top.bin', bytes: 190, share: 0.19 },
      ],
      largestFiles: [{ path: 'node_modules/a/big.js', bytes: 800, share: 0.8 }],
      sensitive: ['.env', '.git'],
      moreSensitive: 0,
    });
  });

  test('what BuildKit only listed did not leave the machine', () => {
    const entries = [
      { ...archiveEntry('.env', 9), sent: false },
      { ...archiveEntry('id_rsa', 9), sent: true },
    ];
    const context = { compression: 'none', bytes: 9, sha256: null, fileBytes: 18, entries } as const;
    const [one] = report(exchange({ docker: dockerFacts({ build: build({ context }) }) })).builds;
    expect(one?.context).toMatchObject({ size: '9 B of 18 B sent, 1 of 2 files', sensitive: ['id_rsa'] });
  });

  test('paths and output from the wire are made safe', () => {
    const entries = [archiveEntry('a\x1b[2J', 5), archiveEntry('\x07/.env', 0)];
    const context = { compression: 'none', bytes: 512, sha256: null, fileBytes: 5, entries } as const;
    const [one] = report(exchange({ docker: dockerFacts({ build: build({ context }) }) })).builds;
    expect(one?.context).toMatchObject({ parts: [{ path: 'a\\x1b[2J' }], sensitive: ['\\x07/.env'] });
  });

  test('of more than five the rest is counted', () => {
    const one = exchange({ docker: dockerFacts({ build: build() }) });
    const { builds, moreBuilds } = report(...Array(8).fill(one));
    expect([builds.length, moreBuilds]).toEqual([5, 3]);
  });
});
