import { describe, expect, test } from 'vitest';
import { apiVersionPinned } from '../../../../src/diagnosis/rules/version/api-version-pinned.ts';
import { connection } from '../../../builders/connection.ts';
import { evidence, jobEnvironment, trafficOf } from '../../../builders/evidence.ts';
import { exchange, request } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const environment = jobEnvironment({ variables: { DOCKER_API_VERSION: '1.40' } });
const list = (id: number, apiVersion: string | null) =>
  exchange({
    id,
    operation: 'ContainerList',
    request: request({ method: 'GET', path: '/containers/json', apiVersion }),
  });

describe('by hand', () => {
  test.each([
    ['older than the daemon, and nobody asked', [list(1, '1.24')], 1],
    ['a ping came first', [exchange({ id: 1 }), list(2, '1.24')], 0],
    ['as new as the daemon', [list(1, '1.41')], 0],
    ['no version at all', [list(1, null)], 0],
  ])('%s', (_name, exchanges, count) => {
    expect(apiVersionPinned.judge(trafficOf(exchanges, [connection()]))).toHaveLength(count);
  });

  test('where the capture may have missed the ping nothing is said', () => {
    expect(
      apiVersionPinned.judge(trafficOf([list(1, '1.24')], [connection({ handshake: 'missed' })])),
    ).toEqual([]);
  });

  test('the variable alone is enough', () => {
    expect(apiVersionPinned.judge(evidence({ environment }))).toMatchObject([
      { message: expect.stringContaining('1.40') },
    ]);
  });

  test('without traffic and environment it is not judged', () => {
    expect(apiVersionPinned.judge(evidence())).toBeNull();
  });
});

test('a real client with DOCKER_API_VERSION', async () => {
  const traffic = await captured('fixtures/version-mismatch/capture.pcapng.gz');
  expect(apiVersionPinned.judge(evidence({ traffic }))).toContainEqual(
    expect.objectContaining({ message: expect.stringMatching(/asks for API 1\.40 without asking/) }),
  );
});

test('a real client that negotiates', async () => {
  const traffic = await captured('fixtures/run-daemon-26/capture.pcapng');
  expect(apiVersionPinned.judge(evidence({ traffic }))).toEqual([]);
});
