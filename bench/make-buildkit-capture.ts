/**
 * Writes a capture of one BuildKit session over which a large context is sent, as the docker client of
 * 20.10.24 sends it: POST /session, HTTP/2 with the daemon as the client, one FileSync/DiffCopy call with a
 * STAT for each file, a REQ from the daemon, and DATA packets of 32 KiB in HTTP/2 frames of 16 KiB.
 *
 *   tsx bench/make-buildkit-capture.ts --mib 512 --frame 64k|1500 --out FILE [--files N]
 */
import { parseArgs } from 'node:util';
import { CaptureWriter } from './capture-writer.ts';
import { makeNoise, noiseOf } from './noise.ts';

const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '512' },
    frame: { type: 'string', default: '64k' },
    files: { type: 'string', default: '512' },
    out: { type: 'string' },
  },
});
if (values.out === undefined) throw new Error('--out FILE is needed');

const PACKET = 32 * 1024;
const HTTP2_FRAME = 16 * 1024;
const files = Number(values.files);
const fileBytes = Math.floor((Number(values.mib) * 1024 * 1024) / files);

// --- protobuf, gRPC and HTTP/2, as much as this needs

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 128)) bytes.push((left % 128) | 0x80);
  return Buffer.from([...bytes, left]);
}
const number = (field: number, value: number): Buffer =>
  value === 0 ? Buffer.alloc(0) : Buffer.concat([varint(field * 8), varint(value)]);
const bytesField = (field: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);

const packetTypes = { stat: 0, request: 1, data: 2, fin: 3 } as const;

/** A packet of fsutil (types/wire.proto). */
const packet = (type: keyof typeof packetTypes, id: number, more: Uint8Array = Buffer.alloc(0)): Buffer =>
  Buffer.concat([
    number(1, packetTypes[type]),
    type === 'stat' ? more : Buffer.alloc(0),
    number(3, id),
    type === 'stat' ? Buffer.alloc(0) : more,
  ]);

function message(bytes: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([prefix, bytes]);
}

function frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

const text = (words: string): Buffer => Buffer.concat([Buffer.from([words.length]), Buffer.from(words)]);
const fields = (list: readonly (readonly [string, string])[]): Buffer =>
  Buffer.concat(list.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));

const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const WINDOW_UPDATE = 8;
const END_HEADERS = 4;
const END_STREAM = 1;

const capture = new CaptureWriter(values.out, values.frame);

/** One message of the client, in frames. */
function send(bytes: Uint8Array): void {
  const whole = message(bytes);
  for (let at = 0; at < whole.length; at += HTTP2_FRAME) {
    capture.upload(frame(DATA, 0, 1, whole.subarray(at, at + HTTP2_FRAME)));
  }
}
const ask = (bytes: Uint8Array): void => capture.answer(frame(DATA, 0, 1, message(bytes)));

// --- the session

capture.upload(
  Buffer.from(
    'POST /session HTTP/1.1\r\nHost: 172.17.0.2:2375\r\nUser-Agent: Docker-Client/20.10.24 (linux)\r\nContent-Length: 0\r\n' +
      'Connection: Upgrade\r\nUpgrade: h2c\r\nX-Docker-Expose-Session-Uuid: bench-session\r\nX-Docker-Expose-Session-Name: context\r\n' +
      'X-Docker-Expose-Session-Grpc-Method: /moby.filesync.v1.FileSync/DiffCopy\r\n\r\n',
  ),
);
capture.flush();
capture.answer(
  Buffer.from('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'),
);
capture.answer(
  Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(SETTINGS, 0, 0, Buffer.alloc(0))]),
);
capture.upload(frame(SETTINGS, 0, 0, Buffer.alloc(0)));
capture.flush();
capture.answer(
  frame(
    HEADERS,
    END_HEADERS,
    1,
    fields([
      [':method', 'POST'],
      [':scheme', 'http'],
      [':path', '/moby.filesync.v1.FileSync/DiffCopy'],
      [':authority', 'localhost'],
      ['content-type', 'application/grpc'],
      ['te', 'trailers'],
      ['dir-name', 'context'],
    ]),
  ),
);
capture.upload(
  frame(
    HEADERS,
    END_HEADERS,
    1,
    fields([
      [':status', '200'],
      ['content-type', 'application/grpc'],
    ]),
  ),
);
for (let index = 0; index < files; index += 1) {
  const stat = Buffer.concat([
    bytesField(1, Buffer.from(`file-${String(index).padStart(6, '0')}.bin`)),
    number(2, 0o644),
    number(5, fileBytes),
    number(6, 1_767_225_600_000_000_000),
  ]);
  send(packet('stat', 0, bytesField(2, stat)));
}
send(packet('stat', 0));
capture.flush();
for (let index = 0; index < files; index += 1) ask(packet('request', index));

const noise = makeNoise();
const part = Buffer.alloc(PACKET);
let unacknowledged = 0;
for (let index = 0; index < files; index += 1) {
  let filled = 0;
  const flush = (): void => {
    if (filled === 0) return;
    send(packet('data', index, bytesField(4, part.subarray(0, filled))));
    unacknowledged += filled;
    filled = 0;
    // As grpc-go does once a quarter of its window is used.
    if (unacknowledged < 256 * 1024) return;
    const window = Buffer.alloc(4);
    window.writeUInt32BE(unacknowledged);
    capture.answer(Buffer.concat([frame(WINDOW_UPDATE, 0, 0, window), frame(WINDOW_UPDATE, 0, 1, window)]));
    unacknowledged = 0;
  };
  for (const piece of noiseOf(noise, index, fileBytes)) {
    for (let at = 0; at < piece.length; ) {
      const taken = Math.min(PACKET - filled, piece.length - at);
      part.set(piece.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled === PACKET) flush();
    }
  }
  flush();
  send(packet('data', index));
}
capture.flush();
ask(packet('fin', 0));
send(packet('fin', 0));
capture.upload(frame(HEADERS, END_HEADERS | END_STREAM, 1, fields([['grpc-status', '0']])));
capture.upload(frame(RST_STREAM, 0, 1, Buffer.alloc(4)));
capture.flush();
capture.answer(frame(RST_STREAM, 0, 1, Buffer.alloc(4)));
capture.close();
process.stdout.write(`${values.out}: ${files} files of ${fileBytes} bytes\n`);
