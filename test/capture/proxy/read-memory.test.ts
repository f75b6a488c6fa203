import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ReadBytes, readIntoMemory } from '../../../src/capture/proxy/read-memory.ts';
import { until } from '../../builders/proxy-peers.ts';

let server: Server;
let accepted: Socket;
let sender: Socket;
const pieces: ReadBytes[] = [];

beforeEach(async () => {
  pieces.length = 0;
  server = createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepting = once(server, 'connection');
  sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
  [accepted] = (await accepting) as [Socket];
});
afterEach(() => {
  sender.destroy();
  accepted.destroy();
  server.close();
});

const text = (): string => Buffer.concat(pieces.map(({ bytes }) => bytes)).toString();

/** Reads, and holds whatever is read. */
function readAndHold(): boolean {
  const works = readIntoMemory(accepted, (read) => {
    read.memory?.hold();
    pieces.push(read);
  });
  accepted.on('data', (bytes: Buffer) => pieces.push({ bytes, memory: null }));
  return works;
}

test('this Node can do it', () => {
  expect(readAndHold()).toBe(true);
});

test('what is held stays as it is, however much is read meanwhile', async () => {
  readAndHold();
  let sent = '';
  for (let round = 0; round < 40; round += 1) {
    const piece = `${round} `.repeat(1 + ((round * 7919) % 30_000));
    sent += piece;
    sender.write(piece);
    await until('it is read', () => pieces.reduce((sum, { bytes }) => sum + bytes.length, 0) === sent.length);
  }
  expect(text()).toBe(sent);
  sender.end();
  await once(accepted, 'end');
});

test('what nobody holds is read into again', async () => {
  const places = new Set<ArrayBufferLike>();
  let count = 0;
  readIntoMemory(accepted, ({ bytes }) => {
    places.add(bytes.buffer);
    count += bytes.length;
  });
  accepted.resume();
  const piece = Buffer.alloc(1_000_000, 'x');
  for (let round = 1; round <= 20; round += 1) {
    sender.write(piece);
    await until('it is read', () => count === round * piece.length);
  }
  // One small, and large ones in turn.
  expect(places.size).toBeLessThan(5);
});

test('a fast sender is read in large pieces', async () => {
  readAndHold();
  accepted.pause();
  sender.write(Buffer.alloc(2_000_000));
  await new Promise((resolve) => setTimeout(resolve, 50));
  accepted.resume();
  await until('all of it', () => pieces.reduce((sum, { bytes }) => sum + bytes.length, 0) === 2_000_000);
  expect(Math.max(...pieces.map(({ bytes }) => bytes.length))).toBeGreaterThan(65_536);
});

test('what was read before comes first', async () => {
  sender.write('before ');
  await once(accepted, 'readable');
  readAndHold();
  sender.write('behind');
  await until('both', () => pieces.length >= 2);
  expect(text()).toBe('before behind');
});

test('a paused socket is not read', async () => {
  readAndHold();
  accepted.pause();
  sender.write('later');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(pieces).toEqual([]);
  accepted.resume();
  await until('it is read', () => text() === 'later');
});
