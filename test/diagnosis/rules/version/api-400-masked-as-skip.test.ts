import { describe, expect, test } from 'vitest';
import { api400MaskedAsSkip } from '../../../../src/diagnosis/rules/version/api-400-masked-as-skip.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import type { Exchange } from '../../../../src/model/exchange.ts';
import { evidence, jobEnvironment } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, request, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const environment = (exitCode: number | null) =>
  jobEnvironment({ command: { words: ['mvn', 'verify'], exitCode } });
const client = { name: 'Testcontainers for Java', version: '1.20', os: null, userAgent: 'tc-java/1.20' };
const info = (fields: Partial<Exchange> = {}) =>
  exchange({
    id: 5,
    operation: 'SystemInfo',
    request: request({ method: 'GET', path: '/info', apiVersion: '1.32' }),
    response: response(400),
    docker: dockerFacts({ client }),
    ...fields,
  });

describe('by hand', () => {
  const judge = (exchanges: readonly Exchange[], exitCode: number | null) =>
    api400MaskedAsSkip.judge(
      evidence({ traffic: new Traffic(exchanges, []), environment: environment(exitCode) }),
    );

  test('refused, and yet the command exited 0', () => {
    expect(judge([info()], 0)).toEqual([
      {
        message:
          'Testcontainers for Java 1.20 never reached Docker (400 to /v1.32/info), yet the command exited 0: look for skipped tests.',
        exchanges: [5],
      },
    ]);
  });

  test.each([
    ['the command failed', [info()], 1],
    ['it got an answer later', [info(), info({ id: 6, response: response(200) })], 0],
    ['it is the docker command itself', [info({ docker: dockerFacts() })], 0],
  ])('%s', (_name, exchanges, exitCode) => {
    expect(judge(exchanges, exitCode)).toEqual([]);
  });

  test('while the command runs it is not judged', () => {
    expect(judge([info()], null)).toBeNull();
  });
});

test('a real job that reached Docker', async () => {
  const traffic = await captured('fixtures/build-docker-py/capture.pcapng');
  expect(api400MaskedAsSkip.judge(evidence({ traffic, environment: environment(0) }))).toEqual([]);
});
