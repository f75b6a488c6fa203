import { describe, expect, test } from 'vitest';
import { type RunFacts, runSummaryLines } from '../../../src/views/text/run-summary.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { RunReporter } from '../../../src/views/view-model/run-report.ts';
import { build, dockerFacts, exchange, response, step } from '../../builders/exchange.ts';

const options = textOptions({ color: false, unicode: true, width: null, utcOffset: utc });

const facts: RunFacts = {
  command: 'docker build …',
  ending: 'exited with 1',
  tookMs: 3600,
  through: 'unix:///tmp/d.sock',
  up: 1_900_000,
  down: 2100,
  warnings: [],
  capture: null,
};

type Exchanges = readonly Parameters<RunReporter['take']>[0][];

function summary(exchanges: Exchanges, more: Partial<RunFacts> = {}): readonly string[] {
  const reporter = new RunReporter();
  for (const one of exchanges) reporter.take(one);
  return runSummaryLines(reporter.report(), { ...facts, ...more }, options);
}

const steps = [
  step({ total: 3 }),
  step({ number: 2, total: 3, instruction: 'COPY . .', cached: false, durationMs: 61 }),
  step({
    number: 3,
    total: 3,
    instruction: 'RUN npm ci',
    cached: false,
    durationMs: 3200,
    output: 'npm error code EUSAGE\n',
    error: 'x',
  }),
];
const failedBuild = exchange({
  summary: 'build web:latest',
  docker: dockerFacts({ build: build({ steps, error: { code: 1, message: 'code: 1' } }) }),
});

test('a command that needed no daemon', () => {
  expect(summary([], { command: 'true', ending: 'exited with 0', tookMs: 4, up: 0, down: 0 })).toEqual([
    'dind-sniff: true exited with 0 after 4 ms through unix:///tmp/d.sock',
    '    the command said nothing to a Docker daemon',
  ]);
});

test('a build that failed', () => {
  expect(summary([exchange(), failedBuild])).toEqual([
    'dind-sniff: docker build … exited with 1 after 3.6 s through unix:///tmp/d.sock',
    '    2 operations, 1 failed, up 1.9 MB, down 2.1 kB',
    '  ✗ build web:latest failed at step 3/3 RUN npm ci: exit code 1',
    '      npm error code EUSAGE',
    '    context 1.9 MB, 5 files: node_modules/ 1.4 MB (96 %), src/ 61 kB (4 %)',
    '      largest files below: node_modules/typescript/tsc.js 1.0 MB (68 %), node_modules/react-dom/index.js 320 kB (22 %), node_modules/typescript/lib.d.ts 100 kB (7 %)',
    '  ! credentials were sent with this build: bob@index.docker.io, alice@registry.example.com, ghcr.example (identity token); use BuildKit, or a config.json for this job only',
    '    1 of 3 steps cached; first miss at step 2 COPY . .',
    '    #  STEP           TOOK  CACHE',
    '    1  FROM node:20   4 ms  hit',
    '    2  COPY . .      61 ms  MISS',
    '    3  RUN npm ci    3.2 s  ✗ failed',
  ]);
});

test('of many steps the slowest, and where it went wrong', () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    step({ number: index + 1, total: 30, durationMs: index === 20 ? 9000 : index, cached: true }),
  );
  const lines = summary([exchange({ docker: dockerFacts({ build: build({ steps: many, error: null }) }) })]);
  const rows = lines.filter((line) => /^ +\d+ {2}FROM/.test(line));
  expect(rows).toHaveLength(8);
  expect(rows[0]).toContain('21');
  expect(lines.at(-1)).toBe('    and 22 more steps');
});

describe('beside it', () => {
  test('what failed, in words', () => {
    const docker = dockerFacts({ error: { code: 404, message: 'No such container: x' } });
    const failed = exchange({ summary: 'remove x', response: response(404), docker });
    expect(summary([failed])[2]).toBe('  ! remove x: No such container: x');
  });

  test('the capture that is kept, and that it holds secrets', () => {
    const lines = summary([exchange()], { capture: { path: 'b.pcapng', bytes: 1_900_000 } });
    expect(lines.at(-1)).toBe(
      '  capture: b.pcapng (1.9 MB, holds every secret that was sent)  open it: dind-sniff -r b.pcapng',
    );
  });

  test('what went wrong with the proxy comes first', () => {
    expect(summary([], { warnings: ['the disk is full'] })[1]).toBe('  ! the disk is full');
  });
});

test('on a terminal no line is wider than it', () => {
  const reporter = new RunReporter();
  reporter.take(failedBuild);
  const narrow = textOptions({ color: true, unicode: false, width: 60, utcOffset: utc });
  for (const line of runSummaryLines(reporter.report(), facts, narrow)) {
    expect(line.replace(/\x1b\[\d+m/g, '').length).toBeLessThanOrEqual(60);
  }
});
