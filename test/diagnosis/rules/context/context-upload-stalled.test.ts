import { describe, expect, test } from 'vitest';
import { contextUploadStalled } from '../../../../src/diagnosis/rules/context/context-upload-stalled.ts';
import type { Exchange } from '../../../../src/model/exchange.ts';
import { connection } from '../../../builders/connection.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { AT, body, exchange, request, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const stalled = (ms: number, fields: Partial<Exchange> = {}) =>
  exchange({
    operation: 'ImageBuild',
    request: request({
      body: { ...body(14_480), complete: false, pauses: [{ at: AT, ms, afterBytes: 14_480 }] },
    }),
    response: null,
    timing: { sendMs: null, waitMs: null, receiveMs: null, totalMs: null },
    state: 'open',
    ...fields,
  });

describe('by hand, at its threshold', () => {
  test.each([
    [30_000, 0],
    [30_001, 1],
  ])('%i ms without a byte: %i', (ms, count) => {
    const open = connection({ closedBy: 'capture-end', endedFirst: null });
    expect(contextUploadStalled.judge(trafficOf([stalled(ms)], [open]))).toHaveLength(count);
  });

  test.each([
    [
      'the daemon had answered',
      stalled(60_000, { response: response(400) }),
      connection({ endedFirst: null }),
    ],
    [
      'a side had ended at once',
      stalled(60_000),
      connection({ endedFirst: { side: 'client', at: AT + 5_000_000 } }),
    ],
    ['the capture lost bytes', stalled(60_000, { state: 'incomplete' }), connection({ endedFirst: null })],
  ])('%s', (_name, exchange, one) => {
    expect(contextUploadStalled.judge(trafficOf([exchange], [one]))).toEqual([]);
  });

  test('without an upload it is not judged', () => {
    expect(contextUploadStalled.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real upload', async () => {
  const traffic = await captured('fixtures/classic-build/capture.pcapng');
  expect(contextUploadStalled.judge(evidence({ traffic }))).toEqual([]);
});
