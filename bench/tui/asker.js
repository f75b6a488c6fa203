// node asker.js PORT FIRST PER_SECOND: a client and a daemon in one process. FIRST requests as fast as they go,
// then prints a line, and from then on so many a second, until standard input ends.
import { connect, createServer } from 'node:net';

const [port, first, perSecond] = process.argv.slice(2).map(Number);
const CONNECTIONS = 20;
const TICK_MS = 10;
const END_OF_HEAD = '\r\n\r\n';
const body = '{"ID":"bench"}';
const answer = `HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

const server = createServer((socket) => {
  socket.setNoDelay();
  socket.on('data', () => socket.write(answer));
});
server.listen(port, '127.0.0.1', async () => {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, openClient));
  let asked = 0;
  const ask = async (client) => {
    asked += 1;
    await client(`/v1.41/volumes/volume-${asked}`);
  };
  await Promise.all(
    clients.map(async (client) => {
      while (asked < first) await ask(client);
    }),
  );
  process.stdout.write('asked\n');
  const begun = performance.now();
  let turn = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1000) * perSecond) - (asked - first);
    for (let count = 0; count < due; count += 1) ask(clients[turn++ % CONNECTIONS]);
  }, TICK_MS);
  process.stdin.resume();
  process.stdin.on('end', () => {
    clearInterval(timer);
    process.exit();
  });
});

/** Asks one thing after another; what is asked meanwhile waits its turn. */
async function openClient() {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay();
  await new Promise((resolve) => socket.once('connect', resolve));
  let last = Promise.resolve();
  return (target) => {
    last = last.then(() => {
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: docker\r\nUser-Agent: docker-sdk-python/7.1.0${END_OF_HEAD}`,
      );
      return new Promise((resolve) => socket.once('data', resolve));
    });
    return last;
  };
}
