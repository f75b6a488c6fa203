import { describe, expect, test } from 'vitest';
import { contextUploadSlow } from '../../../../src/diagnosis/rules/context/context-upload-slow.ts';
import { connection, side } from '../../../builders/connection.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { body, exchange, request } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const upload = (bytes: number, sendMs: number) =>
  exchange({
    operation: 'ImageBuild',
    request: request({ body: body(bytes) }),
    timing: { sendMs, waitMs: 0, receiveMs: 0, totalMs: sendMs },
  });

describe('by hand, at its thresholds', () => {
  test.each([
    [50_000_000, 10_000, 0],
    [50_000_000, 10_001, 1],
    [200_000_000, 20_000, 0],
    [199_000_000, 20_000, 1],
    [999_999, 60_000, 0],
  ])('%i bytes in %i ms: %i', (bytes, ms, count) => {
    expect(contextUploadSlow.judge(trafficOf([upload(bytes, ms)]))).toHaveLength(count);
  });

  test('says how slow', () => {
    expect(contextUploadSlow.judge(trafficOf([upload(12_000_000, 60_000)]))).toMatchObject([
      { message: 'Sending the build context (12 MB) took 1 m 00 s, 200 kB a second.' },
    ]);
  });

  test.each([
    [57_600, 'the daemon read nothing for 96 % of that time'],
    [100, 'the daemon was ready to read, so the client or the way to it is slow'],
    [20_000, '200 kB a second.'],
  ])('where the daemon had a window of 0 for %i ms of 60 s', (stalledMs, words) => {
    const one = connection({ fromServer: { ...side(0), stalledMs } });
    const [found] = contextUploadSlow.judge(trafficOf([upload(12_000_000, 60_000)], [one])) ?? [];
    expect(found?.message).toContain(words);
  });

  test('without an upload it is not judged', () => {
    expect(contextUploadSlow.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real upload', async () => {
  const traffic = await captured('fixtures/classic-build/capture.pcapng');
  expect(contextUploadSlow.judge(evidence({ traffic }))).toEqual([]);
});
