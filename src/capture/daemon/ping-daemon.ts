import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { DaemonConnector, DaemonUnreachableError } from '../proxy/daemon-connector.ts';
import type { ProxyEnd } from '../proxy/proxy-address.ts';
import { ProxyError } from '../proxy/proxy-error.ts';
import { readCertificates } from '../proxy/tls/certificates.ts';
import { DaemonTls } from '../proxy/tls/daemon-tls.ts';
import { errorCode } from '../proxy/tls/handshake-failure.ts';

/** A daemon that can be reached, or could be. */
export interface DaemonEnd extends ProxyEnd {
  readonly kind: 'daemon';
  /** Folder of a client's certificates, or dind's `/certs`; null where TLS is not spoken. */
  readonly certificates: string | null;
}

export type Ping = Answer | Silence;

export interface Answer {
  readonly kind: 'answers';
  /** Highest version of the Engine API; null where it did not say. */
  readonly apiVersion: string | null;
}

export interface Silence {
  readonly kind: 'silent';
  /** A clause: what was seen, and what to do. */
  readonly why: string;
}

/** Of an answer that is no daemon's, what is looked at. */
const MAX_ANSWER_BYTES = 1024;

/** Asks the daemon for `/_ping`, once, and waits `limitMs` for all of it. Never rejects. */
export async function pingDaemon(
  daemon: DaemonEnd,
  limitMs: number,
  interrupted: AbortSignal,
): Promise<Ping> {
  const givenUp = AbortSignal.any([interrupted, AbortSignal.timeout(limitMs)]);
  let accepted = false;
  const late = new Promise<Ping>((resolve) => {
    givenUp.addEventListener('abort', () => resolve({ kind: 'silent', why: silence(accepted) }), {
      once: true,
    });
  });
  const attempt = async (): Promise<Ping> => {
    const connector = makeConnector(daemon);
    const { socket } = await connector.connect('http/1.1', givenUp);
    accepted = true;
    try {
      return await judge(await get(socket));
    } catch (error) {
      return { kind: 'silent', why: connector.lateRefusal(error)?.why ?? noAnswer(error) };
    } finally {
      socket.destroy();
    }
  };
  return await Promise.race([attempt().catch(toSilent), late]);
}

function get(socket: Socket): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ createConnection: () => socket, path: '/_ping', headers: { host: 'docker' } })
      .once('response', resolve)
      .on('error', reject)
      .end();
  });
}

function makeConnector({ address, tls, certificates }: DaemonEnd): DaemonConnector {
  if (!tls || certificates === null) return new DaemonConnector({ address, tls: false }, null);
  const read = readCertificates(certificates);
  return new DaemonConnector(
    { address, tls },
    {
      tls: new DaemonTls(address.kind === 'tcp' ? address.host : 'localhost', read, null),
      hasClientCertificate: read.client !== null,
      folder: read.clientFolder,
    },
  );
}

function silence(accepted: boolean): string {
  return accepted
    ? 'it accepts connections and does not answer /_ping'
    : 'no answer; is it in the same network, and does it speak what it is asked in?';
}

/** Certificates may come later: dind makes them when it starts. */
function toSilent(error: unknown): Ping {
  if (error instanceof DaemonUnreachableError) return { kind: 'silent', why: error.why };
  if (error instanceof ProxyError) return { kind: 'silent', why: error.message };
  throw error;
}

async function judge(response: IncomingMessage): Promise<Ping> {
  const { statusCode = 0, headers } = response;
  if (statusCode === 200) {
    response.resume();
    const version = headers['api-version'];
    return { kind: 'answers', apiVersion: typeof version === 'string' ? version : null };
  }
  const text = await firstText(response);
  // The words of Go's net/http for a server that speaks TLS.
  if (/client sent an http request to an https server/i.test(text)) {
    const why = 'it speaks TLS on this port; set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH';
    return { kind: 'silent', why };
  }
  return { kind: 'silent', why: `it answers /_ping with ${statusCode}` };
}

async function firstText(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const piece of response.setEncoding('latin1')) {
      text += piece as string;
      if (text.length > MAX_ANSWER_BYTES) break;
    }
  } catch {
    // What came until then is enough to tell.
  }
  return text;
}

function noAnswer(error: unknown): string {
  // Node's HTTP parser says what it could not read.
  if (errorCode(error).startsWith('HPE_')) return 'what answers there does not speak HTTP';
  return 'it accepts connections and closes them without an answer';
}
