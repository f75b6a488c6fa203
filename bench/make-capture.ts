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

const CHUNK = 32 * 1024;
const contextBytes = Number(values.mib) * 1024 * 1024;
const fileCount = Number(values.files);
const fileBytes = Math.floor(contextBytes / fileCount / 512) * 512;

const capture = new CaptureWriter(values.out, values.frame);
const upload = (bytes: Uint8Array): void => capture.upload(bytes);
const answer = (text: string): void => capture.answer(Buffer.from(text));

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

const noise = makeNoise();

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
  for (const piece of noiseOf(noise, index, fileBytes)) body(piece);
}
body(Buffer.alloc(1024));
endChunk();
upload(Buffer.from('0\r\n\r\n'));
capture.flush();

const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
answer(
  'HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nOstype: linux\r\n' +
    `Server: Docker/20.10.24 (linux)\r\nTransfer-Encoding: chunked\r\n\r\n${chunked('{"stream":"Step 1/2 : FROM scratch"}\r\n{"stream":"\\n"}\r\n{"stream":" ---\\u003e \\n"}\r\n')}`,
);
answer(chunked('{"stream":"Step 2/2 : COPY . /"}\r\n{"stream":"\\n"}\r\n'));
answer(
  `${chunked('{"stream":" ---\\u003e 3f2a1b4c5d6e\\n"}\r\n{"aux":{"ID":"sha256:3f2a1b4c5d6e3f2a1b4c5d6e3f2a1b4c5d6e3f2a1b4c5d6e3f2a1b4c5d6e3f2a"}}\r\n{"stream":"Successfully built 3f2a1b4c5d6e\\n"}\r\n{"stream":"Successfully tagged bench:latest\\n"}\r\n')}0\r\n\r\n`,
);
capture.close();
process.stdout.write(`${values.out}: context sha256 ${digest.digest('hex')}\n`);
