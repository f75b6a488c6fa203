/** The proxy with its record and without a decoder beside it. `recording-proxy.ts LISTEN-PORT TARGET-PORT [FILE]` */
import { startProxy } from '../../src/capture/proxy/proxy.ts';

const [listenPort = '', targetPort = '', record] = process.argv.slice(2);
const end = (port: string) =>
  ({ address: { kind: 'tcp', host: '127.0.0.1', port: Number(port) }, tls: false }) as const;
await startProxy({
  listen: [end(listenPort)],
  target: end(targetPort),
  ...(record === undefined ? {} : { record }),
});
