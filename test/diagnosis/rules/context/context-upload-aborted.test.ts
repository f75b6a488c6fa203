import { describe, expect, test } from 'vitest';
import { contextUploadAborted } from '../../../../src/diagnosis/rules/context/context-upload-aborted.ts';
import type { Exchange } from '../../../../src/model/exchange.ts';
import { connection } from '../../../builders/connection.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { AT, body, exchange, request, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const cut = (fields: Partial<Exchange> = {}) =>
  exchange({
    operation: 'ImageBuild',
    request: request({ body: { ...body(73_400_320), complete: false } }),
    response: null,
    state: 'aborted',
    ...fields,
  });
const ended = (side: 'client' | 'server') => connection({ endedFirst: { side, at: AT + 5000 } });

describe('by hand', () => {
  test('who ended first, and at which byte', () => {
    expect(contextUploadAborted.judge(trafficOf([cut()], [ended('server')]))).toMatchObject([
      {
        message:
          "Sending the build context broke off at byte 73,400,320: the daemon's side ended the connection first, without an answer",
      },
    ]);
  });

  test.each([
    ['it was answered before', cut({ response: response(400) }), ended('server')],
    ['it still goes on', cut({ state: 'open' }), connection({ endedFirst: null })],
    ['it ended', cut({ request: request({ body: body(5) }) }), ended('client')],
  ])('%s', (_name, exchange, one) => {
    expect(contextUploadAborted.judge(trafficOf([exchange], [one]))).toEqual([]);
  });

  test('without an upload it is not judged', () => {
    expect(contextUploadAborted.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real client that is killed while it sends', async () => {
  const traffic = await captured('fixtures/aborted/capture.pcapng');
  expect(contextUploadAborted.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringMatching(/broke off at byte 9,000: the client ended the connection first/) },
  ]);
});

test('a real upload that is refused', async () => {
  const traffic = await captured('fixtures/version-mismatch/capture.pcapng.gz');
  expect(contextUploadAborted.judge(evidence({ traffic }))).toEqual([]);
});
