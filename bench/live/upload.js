// node upload.js PORT FILE: sends a file as a classic build's chunked context to a daemon that only counts it,
// both in this process, over loopback at full speed; prints the milliseconds that it took.
import { createReadStream } from 'node:fs';
import { connect, createServer } from 'node:net';

const [port, file] = process.argv.slice(2);
const LAST_CHUNK = '0\r\n\r\n';
const answer = '{"stream":"Step 1/1 : FROM scratch\\n"}\r\n';

const server = createServer((socket) => {
  socket.on('data', (bytes) => {
    if (bytes.subarray(-LAST_CHUNK.length).toString('latin1') !== LAST_CHUNK) return;
    socket.end(
      `HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`,
    );
  });
});
server.listen(Number(port), '127.0.0.1', () => {
  const begun = performance.now();
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    'POST /v1.41/build?t=bench HTTP/1.1\r\nHost: docker\r\nUser-Agent: Docker-Client/20.10.24 (linux)\r\nContent-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  const reader = createReadStream(file, { highWaterMark: 1024 * 1024 });
  reader.on('data', (bytes) => {
    socket.cork();
    socket.write(`${bytes.length.toString(16)}\r\n`);
    socket.write(bytes);
    const room = socket.write('\r\n');
    socket.uncork();
    if (room) return;
    reader.pause();
    socket.once('drain', () => reader.resume());
  });
  reader.on('end', () => socket.write(LAST_CHUNK));
  socket.on('data', () => process.stdout.write(`${Math.round(performance.now() - begun)}\n`));
  socket.on('close', () => server.close());
});
