import { describe, expect, test } from 'vitest';
import { uploadBrokenPipe } from '../../../../src/diagnosis/rules/version/upload-broken-pipe-masks-daemon-error.ts';
import type { Exchange } from '../../../../src/model/exchange.ts';
import { connection } from '../../../builders/connection.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { AT, body, dockerFacts, exchange, request, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const upload = (fields: Partial<Exchange> = {}) =>
  exchange({
    id: 4,
    operation: 'ImageLoad',
    request: request({ method: 'POST', path: '/images/load', body: { ...body(65_000), complete: false } }),
    response: response(400),
    docker: dockerFacts({ error: { code: 400, message: 'client version 1.25 is too old' } }),
    ...fields,
  });

describe('by hand', () => {
  const ended = (side: 'client' | 'server', at: number) => [connection({ endedFirst: { side, at } })];

  test('the answer that the client never read', () => {
    expect(uploadBrokenPipe.judge(trafficOf([upload()], ended('server', AT + 2000)))).toEqual([
      {
        message:
          '"Broken pipe" is a symptom: after 65 kB of the upload the daemon had already answered 400 "client version 1.25 is too old".',
        exchanges: [4],
      },
    ]);
  });

  test.each([
    ['the client broke off before the answer', upload(), ended('client', AT)],
    ['the upload ended', upload({ request: request({ body: body(65_000) }) }), []],
    ['the capture lost a part of it', upload({ gaps: [{ side: 'request', missing: 9, at: AT }] }), []],
    ['the answer is no refusal', upload({ response: response(200) }), []],
  ])('%s', (_name, exchange, connections) => {
    expect(uploadBrokenPipe.judge(trafficOf([exchange], connections))).toEqual([]);
  });

  test('without an upload it is not judged', () => {
    expect(uploadBrokenPipe.judge(trafficOf([exchange()]))).toBeNull();
  });
});

test('a real upload that is refused while it goes on', async () => {
  const traffic = await captured('fixtures/version-mismatch/capture.pcapng.gz');
  expect(uploadBrokenPipe.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringMatching(/already answered 400 "client version 1\.\d+ is too old/) },
  ]);
});

test('a real client that is killed while it uploads', async () => {
  const traffic = await captured('fixtures/aborted/capture.pcapng');
  expect(uploadBrokenPipe.judge(evidence({ traffic }))).toEqual([]);
});
