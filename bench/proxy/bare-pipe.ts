/** What Node's own pipes do, and nothing else: the yardstick. `bare-pipe.ts LISTEN-PORT TARGET-PORT` */
import { connect, createServer } from 'node:net';

const [listenPort, targetPort] = process.argv.slice(2).map(Number);
createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
  const server = connect({ host: '127.0.0.1', port: targetPort ?? 0, allowHalfOpen: true, noDelay: true });
  client.pipe(server);
  server.pipe(client);
  client.on('error', () => server.destroy());
  server.on('error', () => client.destroy());
}).listen(listenPort, '127.0.0.1');
