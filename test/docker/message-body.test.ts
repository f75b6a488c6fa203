import { expect, test } from 'vitest';
import { MessageBody } from '../../src/docker/message-body.ts';

const bytes = (count: number) => new Uint8Array(count);

test('the longest time without a byte, and where it was', () => {
  const body = new MessageBody([], null, false);
  body.push(bytes(10), 1000);
  body.push(bytes(10), 3000);
  body.push(bytes(10), 33_000);
  body.end(34_000, true);
  expect(body.record()).toMatchObject({ bytes: 30, complete: true, pause: { ms: 30, afterBytes: 20 } });
});

test('a body that never ended rested until the end', () => {
  const body = new MessageBody([], null, false);
  body.push(bytes(10), 1000);
  body.end(61_000, false);
  expect(body.record()).toMatchObject({ complete: false, pause: { ms: 60, afterBytes: 10 } });
});

test('none of it came', () => {
  const body = new MessageBody([], null, false);
  body.end(5000, true);
  expect(body.record().pause).toEqual({ ms: 0, afterBytes: 0 });
});
