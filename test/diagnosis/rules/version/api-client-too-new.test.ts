import { expect, test } from 'vitest';
import { apiClientTooNew } from '../../../../src/diagnosis/rules/version/api-client-too-new.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
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
