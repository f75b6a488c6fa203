import { describe, expect, test } from 'vitest';
import { authTokenExpired } from '../../../../src/diagnosis/rules/auth/auth-token-expired-during-push.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const push = (receiveMs: number, status: string, message: string) =>
  exchange({
    operation: 'ImagePush',
    timing: { sendMs: 0, waitMs: 1, receiveMs, totalMs: receiveMs },
    docker: dockerFacts({
      progress: {
        layers: [{ id: 'a', status, current: 1, total: 4_200_000_000, size: null, retries: 0 }],
        messages: [],
        errorDetail: { code: null, message },
        aux: [],
      },
    }),
  });

describe('by hand, at its threshold', () => {
  test.each([
    [239_999, 'Pushing', 'unauthorized: authentication required', 0],
    [240_000, 'Pushing', 'unauthorized: authentication required', 1],
    [340_000, 'Preparing', 'unauthorized: authentication required', 0],
    [340_000, 'Pushing', 'no space left on device', 0],
  ])('after %i ms, %s, %s: %i', (ms, status, message, count) => {
    expect(authTokenExpired.judge(trafficOf([push(ms, status, message)]))).toHaveLength(count);
  });

  test('names the layer and the time', () => {
    expect(authTokenExpired.judge(trafficOf([push(340_000, 'Pushing', 'unauthorized: x')]))).toMatchObject([
      {
        message:
          "The registry's token expired while a layer of 4.2 GB was uploading (5 m 40 s): unauthorized: x",
      },
    ]);
  });

  test('without a push it is not judged', () => {
    expect(authTokenExpired.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real push that is refused at once', async () => {
  const traffic = await captured('fixtures/registry/capture.pcapng');
  expect(authTokenExpired.judge(evidence({ traffic }))).toEqual([]);
});
