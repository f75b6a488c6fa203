import { expect, test } from 'vitest';
import { imageLoadRoundtrip } from '../../../../src/diagnosis/rules/build/image-load-roundtrip.ts';
import { call } from '../../../builders/engine-calls.ts';
import { body, request, response } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

const get = (bytes: number) =>
  call('ImageGet', { id: 1, exchange: { response: response(200, { body: body(bytes) }) } });
const load = (bytes: number) =>
  call('ImageLoad', { id: 2, exchange: { request: request({ body: body(bytes) }) } });
const builder = (serverBytes: number) =>
  call('ExecStart', {
    id: 1,
    exchange: {
      hijack: {
        protocol: 'tcp',
        clientBytes: 10,
        serverBytes,
        clientPauses: [],
        serverPauses: [],
        streams: null,
      },
    },
  });

test.each([
  [99_999_999, 0],
  [100_000_000, 1],
])('by hand, at its threshold: %i bytes are %i finding', (bytes, count) => {
  expect(messagesOf(imageLoadRoundtrip, get(bytes), load(bytes))).toHaveLength(count);
});

test('by hand: out of a builder in a container', () => {
  expect(messagesOf(imageLoadRoundtrip, builder(3_600_000_000), load(3_500_000_000))).toEqual([
    'An image of 3.5 GB went out of the builder and back into the daemon: 7.0 GB moved in 2 ms.',
  ]);
});

test('by hand: a tar from elsewhere', () => {
  expect(messagesOf(imageLoadRoundtrip, builder(5000), load(3_500_000_000))).toEqual([]);
});

test('a real save and load of a small image', async () => {
  expect(await messagesIn(imageLoadRoundtrip, 'save-load')).toEqual([]);
});
