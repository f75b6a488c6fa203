import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { connection } from '../../builders/connection.ts';
import { buildExchange, dockerFacts, exchange, response } from '../../builders/exchange.ts';
import { finding, reportOf } from './reported.ts';

const ping = exchange();
const done = { ...buildExchange({ error: null, steps: [] }), id: 3 };
const failedBuild = buildExchange();
const refused = exchange({
  id: 4,
  summary: 'push web',
  response: response(500),
  docker: dockerFacts({ error: { code: 500, message: 'no basic auth credentials' } }),
});
const error = finding({ rule: 'build-step-failed', severity: 'error', message: 'Step 4/6 exited 1.' });
const risk = finding({ rule: 'plain-tcp', severity: 'sec-high', message: 'Anybody could read it.' });

const cases: readonly [
  name: string,
  exchanges: readonly Exchange[],
  findings: readonly Finding[],
  sign: string,
  headline: string,
  cause: string | null,
][] = [
  ['nothing at all', [], [], 'quiet', 'Nothing was said to a Docker daemon', null],
  ['all went well', [ping, done], [], 'ok', 'Nothing went wrong', null],
  ['it went well, with a risk', [ping], [risk], 'warning', 'Nothing failed, but look at this', 'plain-tcp'],
  [
    'the only build failed',
    [ping, failedBuild],
    [error, risk],
    'failed',
    'Build web:latest failed',
    'build-step-failed',
  ],
  ['one of two builds', [failedBuild, done], [error], 'failed', '1 of 2 builds failed', 'build-step-failed'],
  ['no rule says why', [ping, refused], [risk], 'failed', '1 of 2 exchanges failed', null],
];

test.each(cases)('%s', (_name, exchanges, findings, sign, headline, cause) => {
  const { verdict } = reportOf(exchanges, { findings });
  expect([verdict.sign, verdict.headline, verdict.cause?.rule ?? null]).toEqual([sign, headline, cause]);
});

test('without a cause the daemon has the word', () => {
  const { verdict, findings } = reportOf([ping, refused], { findings: [risk] });
  expect(verdict.failures).toEqual([{ id: 4, operation: 'push web', message: 'no basic auth credentials' }]);
  expect(findings.map(({ rule }) => rule)).toEqual(['plain-tcp']);
});

test('the cause is not told a second time among the findings', () => {
  const { verdict, findings } = reportOf([failedBuild], { findings: [error, risk] });
  expect([verdict.counts, findings.map(({ rule }) => rule)]).toEqual(['1 error, 1 high risk', ['plain-tcp']]);
});

describe('a command that was run', () => {
  const failed = { command: 'make', ending: 'exited with 2', succeeded: false };

  test('that failed', () => {
    const { verdict } = reportOf([ping], { run: failed, findings: [risk] });
    expect([verdict.sign, verdict.headline, verdict.cause]).toEqual(['failed', 'make exited with 2', null]);
  });

  test('that succeeded at last is no failure, whatever went wrong on the way', () => {
    const run = { command: 'make', ending: 'exited with 0', succeeded: true };
    const { verdict } = reportOf([failedBuild, done], { run, findings: [error] });
    expect([verdict.sign, verdict.cause?.rule]).toEqual(['warning', 'build-step-failed']);
  });
});

describe('nothing that can be read', () => {
  test('TLS', () => {
    const { verdict, capture } = reportOf([], {
      connections: [connection({ protocol: 'tls', exchanges: 0 })],
    });
    expect(verdict.headline).toBe('Everything was encrypted, so nothing can be read');
    expect(verdict.advice).toContain('dind-sniff run');
    expect(capture.unread).toHaveLength(1);
  });

  test('something else', () => {
    const raw = connection({ protocol: 'raw', exchanges: 0 });
    const { verdict } = reportOf([], { connections: [raw] });
    expect(verdict.headline).toBe('Nothing that was said to a Docker daemon could be read');
  });
});
