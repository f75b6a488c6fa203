import type { DaemonConnector } from './daemon-connector.ts';
import type { DaemonTls, HttpProtocol } from './tls/daemon-tls.ts';

/** What a daemon that speaks TLS wants of its clients. */
export interface DaemonTraits {
  /** True also where it could not be found out. */
  readonly demandsCertificate: boolean;
  readonly speaksHttp2: boolean;
}

/** The start of the proxy waits this long for the daemon, in milliseconds. */
const PROBE_TIMEOUT = 2000;

const offers: readonly HttpProtocol[] = ['h2', 'http/1.1'];
const request = 'HEAD /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n';

/** Asks the daemon, with the client's certificate and without. */
export async function probeDaemon(connector: DaemonConnector, tls: DaemonTls): Promise<DaemonTraits> {
  const [speaksHttp2, takesAnybody] = await Promise.all([
    choosesHttp2(connector, tls),
    answersAnybody(connector, tls),
  ]);
  return { demandsCertificate: !takesAnybody, speaksHttp2 };
}

function choosesHttp2(connector: DaemonConnector, tls: DaemonTls): Promise<boolean> {
  return probe(connector, async (carrier) => {
    const socket = await tls.handshake(carrier, offers);
    return socket.alpnProtocol === 'h2';
  });
}

/** With TLS 1.3 a server refuses a client after the handshake, so only an answer to a request tells. */
function answersAnybody(connector: DaemonConnector, tls: DaemonTls): Promise<boolean> {
  return probe(connector, async (carrier) => {
    const socket = await tls.handshake(carrier, ['http/1.1'], false);
    return new Promise((resolve) => {
      socket.once('data', () => resolve(true));
      socket.once('end', () => resolve(false));
      socket.once('close', () => resolve(false));
      socket.on('error', () => resolve(false));
      socket.write(request);
    });
  });
}

/** False where the daemon cannot be reached, or takes too long. */
async function probe(
  connector: DaemonConnector,
  ask: (carrier: Awaited<ReturnType<DaemonConnector['open']>>) => Promise<boolean>,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const opening = connector.open();
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_TIMEOUT);
  });
  const answer = opening.then(ask).catch(() => false);
  const result = await Promise.race([answer, late]);
  clearTimeout(timer);
  void opening.then((carrier) => carrier.destroy()).catch(() => {});
  return result;
}
