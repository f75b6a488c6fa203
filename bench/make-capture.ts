/**
 * Writes a capture of one classic `docker build` with a large context, as it looks on loopback (frames of
 * up to 65,549 bytes) or on a network (MTU 1,500): chunked upload in 32 KiB chunks as the docker client
 * sends it, an ACK for every second segment, and the daemon's progress stream.
 *
 *   tsx bench/make-capture.ts --mib 512 --frame 64k|1500 --out FILE [--files N]
 *
 * Synthetic, so that anybody gets the same bytes without a daemon; frame sizes, chunk sizes and the share
 * of ACKs are those of real captures of docker 20.10.24.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '512' },
    frame: { type: 'string', default: '64k' },
    files: { type: 'string', default: '512' },
    out: { type: 'string' },
  },
});
if (values.out === undefined) throw new Error('--out FILE is needed');

const CHUNK = 32 * 1024;
// Loopback's MTU is 65,536; with the timestamp option 65,483 bytes of payload make a frame of 65,549.
const segmentBytes = values.frame === '64k' ? 65_483 : 1_448;
const contextBytes = Number(values.mib) * 1024 * 1024;
const fileCount = Number(values.files);
const fileBytes = Math.floor(contextBytes / fileCount / 512) * 512;

const file = openSync(values.out, 'w', 0o600);
const out = Buffer.alloc(8 << 20);
let used = 0;
function write(...pieces: Uint8Array[]): void {
  for (const piece of pieces) {
    if (used + piece.length > out.length) {
      writeSync(file, out, 0, used);
      used = 0;
    }
    out.set(piece, used);
    used += piece.length;
  }
}

const pcapHeader = Buffer.alloc(24);
pcapHeader.writeUInt32LE(0xa1b2c3d4, 0);
pcapHeader.writeUInt16LE(2, 4);
pcapHeader.writeUInt16LE(4, 6);
pcapHeader.writeUInt32LE(262_144, 16);
pcapHeader.writeUInt32LE(1, 20);
write(pcapHeader);

let micros = 0;
function packet(
  fromClient: boolean,
  flags: number,
  sequence: number,
  acknowledged: number,
  payload: Uint8Array,
): void {
  const head = Buffer.alloc(16 + 14 + 20 + 32);
  micros += 3;
  head.writeUInt32LE(1_767_225_600 + Math.floor(micros / 1e6), 0);
  head.writeUInt32LE(micros % 1_000_000, 4);
  head.writeUInt32LE(66 + payload.length, 8);
  head.writeUInt32LE(66 + payload.length, 12);
  head.writeUInt16BE(0x0800, 28);
  const ip = 30;
  head[ip] = 0x45;
  head.writeUInt16BE(52 + payload.length, ip + 2);
  head[ip + 8] = 64;
  head[ip + 9] = 6;
  head.writeUInt32BE(fromClient ? 0xac110001 : 0xac110002, ip + 12);
  head.writeUInt32BE(fromClient ? 0xac110002 : 0xac110001, ip + 16);
  let sum = 0;
  for (let at = ip; at < ip + 20; at += 2) sum += head.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  head.writeUInt16BE(~sum & 0xffff, ip + 10);
  const tcp = ip + 20;
  head.writeUInt16BE(fromClient ? 41_234 : 2375, tcp);
  head.writeUInt16BE(fromClient ? 2375 : 41_234, tcp + 2);
  head.writeUInt32BE(sequence >>> 0, tcp + 4);
  head.writeUInt32BE(acknowledged >>> 0, tcp + 8);
  head[tcp + 12] = 0x80;
  head[tcp + 13] = flags;
  head.writeUInt16BE(512, tcp + 14);
  head.writeUInt32BE(0x0101080a, tcp + 20);
  head.writeUInt32BE(micros, tcp + 24);
  write(head, payload);
}

const SYN = 2;
const ACK = 0x10;
const PSH_ACK = 0x18;
const FIN_ACK = 0x11;
const NOTHING = new Uint8Array(0);
let client = 4_294_900_000; // wraps early, as a sequence number may
let server = 77;
packet(true, SYN, client++, 0, NOTHING);
packet(false, SYN | ACK, server++, client, NOTHING);
packet(true, ACK, client, server, NOTHING);

const segment = Buffer.alloc(segmentBytes);
let filled = 0;
let sent = 0;
function flush(): void {
  if (filled === 0) return;
  packet(true, filled === segmentBytes ? ACK : PSH_ACK, client, server, segment.subarray(0, filled));
  client += filled;
  filled = 0;
  sent += 1;
  if (sent % 2 === 0) packet(false, ACK, server, client, NOTHING);
}
function upload(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const taken = Math.min(segmentBytes - filled, bytes.length - at);
    segment.set(bytes.subarray(at, at + taken), filled);
    filled += taken;
    at += taken;
    if (filled === segmentBytes) flush();
  }
}
function answer(text: string): void {
  const bytes = Buffer.from(text);
  packet(false, PSH_ACK, server, client, bytes);
  server += bytes.length;
  packet(true, ACK, client, server, NOTHING);
}

const chunk = Buffer.alloc(CHUNK);
let chunkFilled = 0;
const digest = createHash('sha256');
function body(bytes: Uint8Array): void {
  digest.update(bytes);
  for (let at = 0; at < bytes.length; ) {
    const taken = Math.min(CHUNK - chunkFilled, bytes.length - at);
    chunk.set(bytes.subarray(at, at + taken), chunkFilled);
    chunkFilled += taken;
    at += taken;
    if (chunkFilled === CHUNK) endChunk();
  }
}
function endChunk(): void {
  if (chunkFilled === 0) return;
  upload(Buffer.from(`${chunkFilled.toString(16)}\r\n`));
  upload(chunk.subarray(0, chunkFilled));
  upload(Buffer.from('\r\n'));
  chunkFilled = 0;
}
function tarHeader(path: string, size: number): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write('0001750\0', 108);
  header.write('0001750\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('14727430000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

// One MiB of noise, rotated by file, so that nothing compresses and no two files are alike.
const noise = Buffer.alloc(1 << 20);
let state = 0x9e3779b9;
for (let at = 0; at < noise.length; at += 4) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  noise.writeInt32LE(state | 0, at);
}

upload(
  Buffer.from(
    'POST /v1.41/build?buildargs=%7B%7D&dockerfile=Dockerfile&rm=1&t=bench%3Alatest&version=1 HTTP/1.1\r\n' +
      'Host: 172.17.0.2:2375\r\nUser-Agent: Docker-Client/20.10.24 (linux)\r\nTransfer-Encoding: chunked\r\n' +
      'Content-Type: application/x-tar\r\nX-Registry-Config: e30=\r\n\r\n',
  ),
);
const dockerfile = Buffer.from('FROM scratch\nCOPY . /\n'.padEnd(512, '\n'));
body(tarHeader('Dockerfile', dockerfile.length));
body(dockerfile);
for (let index = 0; index < fileCount; index += 1) {
  body(tarHeader(`data/dir-${index % 16}/file-${index}.bin`, fileBytes));
  for (let left = fileBytes; left > 0; ) {
    const start = (index * 4093 + (fileBytes - left)) % noise.length;
    const taken = Math.min(left, noise.length - start);
    body(noise.subarray(start, start + taken));
    left -= taken;
  }
}
body(Buffer.alloc(1024));
endChunk();
upload(Buffer.from('0\r\n\r\n'));
flush();

const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
answer(
  'HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nOstype: linux\r\n' +
    `Server: Docker/20.10.24 (linux)\r\nTransfer-Encoding: chunked\r\n\r\n${chunked('{"stream":"Step 1/2 : FROM scratch"}\r\n{"stream":"\\n"}\r\n{"stream":" ---\\u003e \\n"}\r\n')}`,
);
answer(chunked('{"stream":"Step 2/2 : COPY . /"}\r\n{"stream":"\\n"}\r\n'));
answer(
  `${chunked('{"stream":" ---\\u003e 3f2a1b4c5d6e\\n"}\r\n{"aux":{"ID":"sha256:3f2a1b4c5d6e3f2a1b4c5d6e3f2a1b4c5d6e3f2a1b4c5d6e3f2a1b4c5d6e3f2a"}}\r\n{"stream":"Successfully built 3f2a1b4c5d6e\\n"}\r\n{"stream":"Successfully tagged bench:latest\\n"}\r\n')}0\r\n\r\n`,
);
packet(true, FIN_ACK, client++, server, NOTHING);
packet(false, FIN_ACK, server++, client, NOTHING);
packet(true, ACK, client, server, NOTHING);
writeSync(file, out, 0, used);
closeSync(file);
process.stdout.write(`${values.out}: context sha256 ${digest.digest('hex')}\n`);
