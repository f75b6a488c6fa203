/**
 * Stands for a daemon: takes the body of any request with a Content-Length and answers `200 OK`. Prints its port.
 * It only counts, so that what is measured is what stands before it.
 */
import { createServer } from 'node:net';

const answer = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nOK';

const server = createServer({ noDelay: true }, (socket) => {
  let head = '';
  let missing = 0;
  socket.on('data', (bytes: Buffer) => {
    let rest = bytes;
    if (missing === 0) {
      head += rest.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      missing = Number(/content-length: *(\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
      if (/expect: *100-continue/i.test(head)) socket.write('HTTP/1.1 100 Continue\r\n\r\n');
      rest = rest.subarray(rest.length - (head.length - end - 4));
      head = '';
      if (missing === 0) socket.write(answer);
    }
    if (missing === 0) return;
    missing -= rest.length;
    if (missing === 0) socket.write(answer);
  });
  socket.on('error', () => {});
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
