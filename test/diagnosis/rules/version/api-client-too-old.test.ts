import { describe, expect, test } from 'vitest';
import { apiClientTooOld } from '../../../../src/diagnosis/rules/version/api-client-too-old.ts';
import { daemonProbe, evidence, jobEnvironment, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, request, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const refused = (id: number) =>
  exchange({
    id,
    operation: 'SystemInfo',
    request: request({ method: 'GET', path: '/info', apiVersion: '1.32' }),
    response: response(400),
    docker: dockerFacts({
      client: { name: 'Testcontainers for Java', version: '1.21.0', os: null, userAgent: 'tc-java/1.21.0' },
      daemon: { version: '29.1.3', os: 'linux', apiVersion: '1.52' },
      error: {
        code: 400,
        message: 'client version 1.32 is too old. Minimum supported API version is 1.44, please upgrade',
      },
    }),
  });

describe('by hand', () => {
  test('who asks, for what, and what the daemon accepts; once for all calls', () => {
    expect(apiClientTooOld.judge(trafficOf([refused(3), refused(4)]))).toEqual([
      {
        message:
          'Testcontainers for Java 1.21.0 asks for API 1.32; this daemon (29.1.3) accepts 1.44 to 1.52.',
        fix: expect.stringContaining('1.21.4'),
        exchanges: [3, 4],
      },
    ]);
  });

  test.each([
    ['1.32', 1],
    ['1.44', 0],
  ])('a 400 without words to /info of %s, where /version tells a minimum of 1.44', (apiVersion, count) => {
    const version = exchange({
      id: 1,
      operation: 'SystemVersion',
      docker: dockerFacts({ members: { request: null, response: { MinAPIVersion: '1.44' } } }),
    });
    const info = exchange({
      id: 2,
      operation: 'SystemInfo',
      request: request({ method: 'GET', path: '/info', apiVersion }),
      response: response(400),
    });
    expect(apiClientTooOld.judge(trafficOf([version, info]))).toHaveLength(count);
  });

  test('without an answer it is not judged', () => {
    expect(apiClientTooOld.judge(trafficOf([exchange({ response: null })]))).toBeNull();
  });
});

test('a real version below what the daemon accepts', async () => {
  const traffic = await captured('fixtures/version-mismatch/capture.pcapng.gz');
  const found = apiClientTooOld.judge(evidence({ traffic }));
  expect(found?.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/asks for API 1\.\d+; this daemon \(26\.1\.5\S*\) accepts 1\.24 to 1\.45/),
  );
});

test('a real client that is too new is not too old', async () => {
  const traffic = await captured('fixtures/build-errors/capture.pcapng');
  expect(apiClientTooOld.judge(evidence({ traffic }))).toEqual([]);
});

test('DOCKER_API_VERSION and a daemon that was asked', () => {
  const judge = (pinned: string | null, version: Parameters<typeof daemonProbe>[0] = known) =>
    apiClientTooOld.judge(
      evidence({
        probe: daemonProbe(version),
        environment: jobEnvironment({ variables: pinned === null ? {} : { DOCKER_API_VERSION: pinned } }),
      }),
    );
  expect(judge('1.32')).toEqual([
    {
      message: 'DOCKER_API_VERSION asks for API 1.32; this daemon accepts 1.44 and later.',
      fix: 'Unset DOCKER_API_VERSION.',
    },
  ]);
  expect(judge('1.44')).toEqual([]);
  expect(judge(null)).toEqual([]);
  expect(judge('1.32', {})).toBeNull();
});

const known = {
  version: { version: '29.1.3', apiVersion: '1.52', minApiVersion: '1.44', platform: null },
};
