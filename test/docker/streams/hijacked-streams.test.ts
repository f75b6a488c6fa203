import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Names } from '../../../src/docker/names/names.ts';
import { HijackedStreams } from '../../../src/docker/streams/hijacked-streams.ts';

const options = { hash: true, names: new Names(), tap: null };
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const digest = (text: string) => ({
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});
/** Docker's frame: stream number, three zeros, length in four bytes (Engine API, ContainerAttach). */
const frame = (stream: number, text: string) =>
  new Uint8Array([stream, 0, 0, 0, 0, 0, 0, text.length, ...Buffer.from(text)]);

test('multiplexed: stdin as it is, stdout and stderr from their frames', () => {
  const streams = new HijackedStreams({ protocol: 'tcp', format: 'unknown', at: 0 }, options);
  streams.push('client', bytes('in'), 1);
  streams.push('server', frame(1, 'out'), 2);
  streams.push('server', frame(2, 'error'), 3);
  streams.end(4);
  expect(streams.record()).toEqual({
    protocol: 'tcp',
    clientBytes: 2,
    serverBytes: 24,
    clientPauses: [],
    serverPauses: [],
    streams: { stdin: digest('in'), stdout: digest('out'), stderr: digest('error'), raw: null },
  });
});

test('a terminal: one raw stream', () => {
  const streams = new HijackedStreams({ protocol: 'tcp', format: 'raw', at: 0 }, options);
  streams.push('server', bytes('$ ls\r\n'), 1);
  streams.end(2);
  expect(streams.record().streams).toEqual({
    stdin: digest(''),
    stdout: null,
    stderr: null,
    raw: digest('$ ls\r\n'),
  });
});

test('a plain 200: the streams are those of the body too', () => {
  const streams = new HijackedStreams({ protocol: null, format: 'multiplexed', at: 0 }, options);
  streams.push('server', frame(1, 'x'), 1);
  expect(streams.withoutUpgrade).toEqual(streams.record().streams);
  expect(
    new HijackedStreams({ protocol: 'tcp', format: 'multiplexed', at: 0 }, options).withoutUpgrade,
  ).toBeNull();
});

test('a websocket: what its frames hold, unmasked', () => {
  const streams = new HijackedStreams({ protocol: 'websocket', format: 'unknown', at: 0 }, options);
  // RFC 6455, section 5.7: a masked "Hello" from a client, an unmasked one from a server (here: binary).
  streams.push(
    'client',
    new Uint8Array([0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]),
    1,
  );
  streams.push('server', new Uint8Array([0x82, 0x05, ...Buffer.from('Hello')]), 2);
  expect(streams.record().streams).toEqual({
    stdin: digest('Hello'),
    stdout: null,
    stderr: null,
    raw: digest('Hello'),
  });
});

test('other protocols are only counted', () => {
  const streams = new HijackedStreams({ protocol: 'h2c', format: 'unknown', at: 0 }, options);
  streams.push('client', bytes('PRI * HTTP/2.0'), 1);
  expect(streams.record()).toEqual({
    protocol: 'h2c',
    clientBytes: 14,
    serverBytes: 0,
    clientPauses: [],
    serverPauses: [],
    streams: null,
  });
});

test('a digest of half a stream is none', () => {
  const streams = new HijackedStreams({ protocol: 'tcp', format: 'raw', at: 0 }, options);
  streams.push('server', bytes('one'), 1);
  streams.gap('server', 10, 2);
  streams.push('server', bytes('two'), 3);
  expect(streams.record().streams?.raw).toEqual({ bytes: 6, sha256: null });
});

test('the pauses of each direction, from the moment it was handed over', () => {
  const streams = new HijackedStreams({ protocol: 'tcp', format: 'raw', at: 1000 }, options);
  streams.push('server', new Uint8Array(5), 2000);
  streams.push('client', new Uint8Array(3), 401_000);
  streams.end(502_000);
  expect(streams.record()).toMatchObject({
    clientPauses: [
      { at: 1000, ms: 400, afterBytes: 0 },
      { at: 401_000, ms: 101, afterBytes: 3 },
    ],
    serverPauses: [{ at: 2000, ms: 500, afterBytes: 5 }],
  });
});
