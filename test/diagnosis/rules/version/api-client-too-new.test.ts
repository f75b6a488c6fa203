import { expect, test } from 'vitest';
import { apiClientTooNew } from '../../../../src/diagnosis/rules/version/api-client-too-new.ts';
import { daemonProbe, evidence, jobEnvironment, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

test('a real build with DOCKER_API_VERSION=1.99', async () => {
  const traffic = await captured('fixtures/build-errors/capture.pcapng');
  expect(apiClientTooNew.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringMatching(/^docker 20\.10\.24\S* insists on API 1\.99; .* stops at 1\.41\.$/) },
  ]);
});

test('a real client that negotiates', async () => {
  const traffic = await captured('fixtures/exec/capture.pcapng');
  expect(apiClientTooNew.judge(evidence({ traffic }))).toEqual([]);
});

test('without an answer it is not judged', () => {
  expect(apiClientTooNew.judge(trafficOf([exchange({ response: null })]))).toBeNull();
});

test('DOCKER_API_VERSION and a daemon that was asked', () => {
  const judge = (pinned: string | null, version: Parameters<typeof daemonProbe>[0] = known) =>
    apiClientTooNew.judge(
      evidence({
        probe: daemonProbe(version),
        environment: jobEnvironment({ variables: pinned === null ? {} : { DOCKER_API_VERSION: pinned } }),
      }),
    );
  expect(judge('1.99')).toEqual([
    {
      message: 'DOCKER_API_VERSION insists on API 1.99; this daemon stops at 1.52.',
      fix: 'Unset DOCKER_API_VERSION.',
    },
  ]);
  expect(judge('1.44')).toEqual([]);
  expect(judge(null)).toEqual([]);
  expect(judge('1.99', {})).toBeNull();
});

const known = {
  version: { version: '29.1.3', apiVersion: '1.52', minApiVersion: '1.44', platform: null },
};
