import { expect, test } from 'vitest';
import { MessageBody } from '../../src/docker/message-body.ts';

const bytes = (count: number) => new Uint8Array(count);

test('a pause in it, and one at its end', () => {
  const body = new MessageBody([], 1000, null, false);
  body.push(bytes(10), 1000);
  body.push(bytes(20), 301_000);
  body.end(60_301_000, false);
  expect(body.record()).toMatchObject({
    bytes: 30,
    complete: false,
    lastByteAt: 301_000,
    pauses: [
      { at: 1000, ms: 300, afterBytes: 10 },
      { at: 301_000, ms: 60_000, afterBytes: 30 },
    ],
  });
});

test('none of it came', () => {
  const body = new MessageBody([], 0, null, false);
  body.end(5000, true);
  expect(body.record()).toMatchObject({ bytes: 0, lastByteAt: null, pauses: [] });
});

test('a second end is none', () => {
  const body = new MessageBody([], 0, null, false);
  body.end(5000, true);
  body.end(900_000, false);
  expect(body.record()).toMatchObject({ complete: true, pauses: [] });
});
