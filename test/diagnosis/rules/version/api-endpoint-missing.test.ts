import { describe, expect, test } from 'vitest';
import { apiEndpointMissing } from '../../../../src/diagnosis/rules/version/api-endpoint-missing.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, request, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const session = (status: number, message: string) =>
  exchange({
    id: 2,
    operation: 'Session',
    request: request({ method: 'POST', path: '/session' }),
    response: response(status),
    docker: dockerFacts({ error: { code: status, message } }),
  });

describe('by hand', () => {
  test('a call that is not there', () => {
    expect(apiEndpointMissing.judge(trafficOf([session(404, 'page not found')]))).toEqual([
      {
        message: '"POST /session" does not exist at 172.17.0.2:2375 (404 page not found).',
        exchanges: [2],
      },
    ]);
    expect(apiEndpointMissing.judge(trafficOf([session(501, 'not implemented')]))).toHaveLength(1);
  });

  test('a thing that is not there is something else', () => {
    expect(apiEndpointMissing.judge(trafficOf([session(404, 'No such container: x')]))).toEqual([]);
  });

  test('without an answer it is not judged', () => {
    expect(apiEndpointMissing.judge(trafficOf([exchange({ response: null })]))).toBeNull();
  });
});

test('real answers, with containers and images that are not there', async () => {
  const traffic = await captured('fixtures/manage/capture.pcapng');
  expect(apiEndpointMissing.judge(evidence({ traffic }))).toEqual([]);
});
