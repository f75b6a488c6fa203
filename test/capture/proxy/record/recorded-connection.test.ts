import { execFileSync } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaptureFileEvent } from '../../../../src/capture/file/capture-file-event.ts';
import { CaptureFileReader } from '../../../../src/capture/file/capture-file-reader.ts';
import type { ReadBytes } from '../../../../src/capture/proxy/read-memory.ts';
import { MAX_QUEUED_BYTES, PacketRecorder } from '../../../../src/capture/proxy/record/packet-recorder.ts';
import {
  initialSequence,
  RecordedConnection,
} from '../../../../src/capture/proxy/record/recorded-connection.ts';
import { exchangesOf, readRecord, until } from '../../../builders/proxy-peers.ts';

const at = 1_760_000_000_000_000;
const client = { address: '127.0.0.1', port: 40_000 };
const server = { address: '127.0.0.1', port: 2375 };

let folder: string;
let path: string;
const told: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  path = join(folder, 'capture.pcapng');
  told.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (bytes: Buffer): ReadBytes => ({ bytes, memory: null });

function recorder(): PacketRecorder {
  return new PacketRecorder(path, 'dind-sniff 0.1.0', {
    behind: () => told.push('behind'),
    stopped: (error) => told.push(`stopped ${error.code}`),
  });
}

function events(): readonly CaptureFileEvent[] {
  const reader = new CaptureFileReader();
  return [...reader.push(new Uint8Array(readFileSync(path))), ...reader.end()];
}

interface PacketSummary {
  readonly from: number;
  readonly flags: string;
  readonly seq: number;
  readonly ack: number;
  readonly length: number;
  readonly at: number;
}

/** Reads the packets' headers by hand: IPv4 without options, then TCP. */
function packets(): readonly PacketSummary[] {
  return events().flatMap((event) => {
    if (event.kind !== 'packet') return [];
    const view = new DataView(event.bytes.buffer, event.bytes.byteOffset, event.bytes.length);
    const flags = view.getUint8(33);
    const names = ['F', 'S', 'R', 'P', 'A'].filter((_, bit) => flags & (1 << bit)).join('');
    const headers = 20 + (view.getUint8(32) >> 4) * 4;
    return [
      {
        from: view.getUint16(20),
        flags: names,
        seq: view.getUint32(24),
        ack: view.getUint32(28),
        length: event.bytes.length - headers,
        at: event.at - at,
      },
    ];
  });
}

describe('a conversation', () => {
  test('has numbers that fit together', async () => {
    const file = recorder();
    const connection = new RecordedConnection(file, client, server);
    connection.open({}, at);
    connection.bytes('client', read(Buffer.from('GET')), at + 10);
    connection.bytes('server', read(Buffer.from('answer')), at + 20);
    connection.end('client', at + 30);
    connection.bytes('server', read(Buffer.from('more')), at + 40);
    connection.end('server', at + 50);
    await file.close(at + 60);
    expect(packets()).toEqual([
      { from: 40_000, flags: 'S', seq: 0, ack: 0, length: 0, at: 0 },
      { from: 2375, flags: 'SA', seq: 0, ack: 1, length: 0, at: 0 },
      { from: 40_000, flags: 'A', seq: 1, ack: 1, length: 0, at: 0 },
      { from: 40_000, flags: 'PA', seq: 1, ack: 1, length: 3, at: 10 },
      { from: 2375, flags: 'PA', seq: 1, ack: 4, length: 6, at: 20 },
      { from: 40_000, flags: 'FA', seq: 4, ack: 7, length: 0, at: 30 },
      { from: 2375, flags: 'PA', seq: 7, ack: 5, length: 4, at: 40 },
      { from: 2375, flags: 'FA', seq: 11, ack: 5, length: 0, at: 50 },
      { from: 40_000, flags: 'A', seq: 5, ack: 12, length: 0, at: 50 },
    ]);
  });

  test('of large pieces has segments of at most 64,000 bytes, and acknowledgments in between', async () => {
    const file = recorder();
    const connection = new RecordedConnection(file, client, server);
    connection.open({}, at);
    connection.bytes('client', read(Buffer.alloc(65_536)), at);
    connection.bytes('client', read(Buffer.alloc(40_001)), at);
    connection.reset('server', at);
    connection.end('client', at);
    await file.close(at);
    expect(packets().slice(3)).toEqual([
      { from: 40_000, flags: 'PA', seq: 1, ack: 1, length: 64_000, at: 0 },
      { from: 40_000, flags: 'PA', seq: 64_001, ack: 1, length: 1536, at: 0 },
      { from: 2375, flags: 'A', seq: 1, ack: 65_537, length: 0, at: 0 },
      { from: 40_000, flags: 'PA', seq: 65_537, ack: 1, length: 40_001, at: 0 },
      { from: 2375, flags: 'RA', seq: 1, ack: 105_538, length: 0, at: 0 },
    ]);
  });

  test('goes on where sequence numbers wrap', async () => {
    const file = recorder();
    const connection = new RecordedConnection(file, client, server, 0xffff_fff0);
    connection.open({}, at);
    connection.bytes('client', read(Buffer.alloc(100)), at);
    connection.end('client', at);
    await file.close(at);
    expect(packets().slice(3)).toMatchObject([
      { flags: 'PA', seq: 0xffff_fff1, length: 100 },
      { flags: 'FA', seq: 0x55 },
    ]);
  });
});

test('connections that use the same addresses one after the other are told apart', async () => {
  const file = recorder();
  for (const number of [1, 2, 3]) {
    const connection = new RecordedConnection(file, client, server, initialSequence(number));
    const time = at + number * 1000;
    connection.open({}, time);
    connection.bytes(
      'client',
      read(Buffer.from(`GET /info?${'x'.repeat(number)} HTTP/1.1\r\nHost: d\r\n\r\n`)),
      time,
    );
    connection.bytes('server', read(Buffer.from('HTTP/1.1 204 No Content\r\n\r\n')), time + 10);
    connection.end('client', time + 20);
    connection.end('server', time + 20);
  }
  await file.close(at + 5000);
  const exchanges = exchangesOf(readRecord(path));
  expect(exchanges.map(({ connection, state }) => [connection, state])).toEqual([
    [1, 'complete'],
    [2, 'complete'],
    [3, 'complete'],
  ]);
});

test('times never go back in the file', async () => {
  const file = recorder();
  const connection = new RecordedConnection(file, client, server);
  connection.open({}, at + 1000);
  connection.bytes('client', read(Buffer.from('x')), at + 500);
  await file.close(at);
  expect(packets().map((packet) => packet.at)).toEqual([1000, 1000, 1000, 1000]);
});

test('notes are comments of the next packet', async () => {
  const file = recorder();
  const connection = new RecordedConnection(file, client, server);
  connection.open({ listener: 'unix:///run/p.sock' }, at);
  connection.note({ pid: 7 });
  connection.note({ command: 'docker ps' });
  connection.bytes('client', read(Buffer.from('GET')), at);
  connection.end('client', at);
  await file.close(at);
  const kinds = events().flatMap((event) => {
    if (event.kind === 'packet') return ['packet'];
    return event.kind === 'capture-comment' ? [event.text] : [];
  });
  expect(kinds).toEqual([
    'dind-sniff proxy: {"listener":"unix:///run/p.sock"}',
    'packet',
    'packet',
    'packet',
    'dind-sniff proxy: {"pid":7,"command":"docker ps"}',
    'packet',
    'packet',
  ]);
});

test('the file says who wrote it, and how many packets there were', async () => {
  const file = recorder();
  new RecordedConnection(file, client, server).open({}, at);
  await file.close(at + 5);
  const all = events();
  expect(all[0]).toMatchObject({ kind: 'capture-section', application: 'dind-sniff 0.1.0' });
  expect(all[1]).toMatchObject({ kind: 'capture-interface', linkType: 101, name: 'proxy', snapLength: 0 });
  expect(all.at(-1)).toMatchObject({ kind: 'capture-drops', received: 3, droppedByOs: 0 });
});

test('a disk that hangs loses bytes in the capture, which is a gap there and told once', async () => {
  execFileSync('mkfifo', [path]);
  const disk = openSync(path, 'r+');
  const file = recorder();
  const connection = new RecordedConnection(file, client, server);
  connection.open({}, at);
  const head = 'POST /v1.41/build HTTP/1.1\r\nHost: docker\r\nContent-Length: 83886080\r\n\r\n';
  connection.bytes('client', read(Buffer.from(head)), at);
  const piece = Buffer.alloc(64 * 1024);
  let lost = 0;
  for (let count = 0; count < 1280; count += 1) lost += connection.bytes('client', read(piece), at + count);
  connection.end('client', at + 2000);
  connection.end('server', at + 2000);
  expect(lost).toBeGreaterThan(80 * 1024 * 1024 - MAX_QUEUED_BYTES - 1024 * 1024);
  expect(told).toEqual(['behind']);

  // The disk comes back.
  const taken: Buffer[] = [];
  const reading = createReadStream(path, { fd: disk });
  reading.on('data', (bytes) => taken.push(bytes as Buffer));
  await file.close(at + 3000);
  const whole = (): boolean => Buffer.concat(taken).length >= 80 * 1024 * 1024 + head.length - lost;
  await until('all of it is read', whole);
  await new Promise((resolve) => setTimeout(resolve, 50));
  writeFileSync(join(folder, 'taken'), Buffer.concat(taken));
  const [connectionRecord] = readRecord(join(folder, 'taken')).flatMap((event) =>
    event.kind === 'connection-closed' ? [event.connection] : [],
  );
  expect(connectionRecord?.fromClient.missingBytes).toBe(lost);
  expect(connectionRecord?.closedBy).toBe('fin');
  // The read that is under way ends with the next byte.
  const waker = openSync(path, 'w');
  writeSync(waker, '.');
  reading.destroy();
  closeSync(waker);
});
