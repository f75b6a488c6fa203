import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { Certificates } from '../capture/proxy/tls/certificates.ts';
import { errorCode } from '../capture/proxy/tls/handshake-failure.ts';
import type { ProbedCertificate, ProbedHandshake } from '../model/daemon-probe.ts';
import { certificateFacts } from './client-certificates.ts';
import { connectOptions, type Reach } from './reach.ts';
import { onceAborted } from './time-limit.ts';

export interface Greeting {
  readonly handshake: ProbedHandshake;
  readonly certificate: ProbedCertificate | null;
  /** What the daemon chose of h2 and http/1.1. */
  readonly http2: boolean;
}

/** Options of a client that shows `certificates` and trusts their CA. */
export function tlsOptions(reach: Reach, certificates: Certificates | null): ConnectionOptions {
  const host = reach.kind === 'tcp' ? reach.host : 'localhost';
  return {
    // An address is no name that a server could choose a certificate by (RFC 6066, section 3).
    servername: isIP(host) === 0 ? host : '',
    ...(certificates === null ? {} : { ca: certificates.ca }),
    ...(certificates?.client ? { cert: certificates.client.certificate, key: certificates.client.key } : {}),
  };
}

/** TLS as far as the end of the handshake, whatever the daemon shows. Never rejects. */
export async function shakeHands(
  reach: Reach,
  certificates: Certificates | null,
  limit: AbortSignal,
): Promise<Greeting> {
  let socket: TLSSocket | null = null;
  try {
    socket = connect({
      ...connectOptions(reach),
      ...tlsOptions(reach, certificates),
      ALPNProtocols: ['h2', 'http/1.1'],
      rejectUnauthorized: false,
      // The name is judged apart from the chain, so that a person is told both.
      checkServerIdentity: () => undefined,
    });
    const failure = await Promise.race([agreed(socket), onceAborted(limit, 'ETIMEDOUT')]);
    return failure === null ? greeting(socket, reach) : failed(failure);
  } catch (error) {
    // A key that does not belong to its certificate, for example.
    return failed(errorCode(error) || 'unknown');
  } finally {
    socket?.destroy();
  }
}

/** Null, or the code of what went wrong. */
function agreed(socket: TLSSocket): Promise<string | null> {
  return new Promise((resolve) => {
    socket.on('error', (error) => resolve(errorCode(error) || 'unknown'));
    socket.once('close', () => resolve('ECONNRESET'));
    socket.once('secureConnect', () => resolve(null));
  });
}

function greeting(socket: TLSSocket, reach: Reach): Greeting {
  const shown = socket.getPeerX509Certificate();
  const error: unknown = socket.authorizationError;
  return {
    handshake: { protocol: socket.getProtocol(), demandsCertificate: null, refusal: null, error: null },
    certificate:
      shown === undefined
        ? null
        : {
            ...certificateFacts(shown),
            names: namesOf(shown.subjectAltName),
            coversHost: reach.kind === 'unix' || covers(shown, reach.host),
            error: error instanceof Error ? errorCode(error) : typeof error === 'string' ? error : null,
          },
    http2: socket.alpnProtocol === 'h2',
  };
}

function failed(code: string): Greeting {
  const refusal = refusalWords(code);
  return {
    handshake: {
      protocol: null,
      demandsCertificate: null,
      refusal,
      error: refusal === null ? code : null,
    },
    certificate: null,
    http2: false,
  };
}

/** OpenSSL names the alerts that a peer sent, for example ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE. */
export function refusalWords(code: string): string | null {
  return /^ERR_SSL_.*_ALERT_(.+)$/.exec(code)?.[1]?.replaceAll('_', ' ').toLowerCase() ?? null;
}

/** Go looks at alternative names only. */
function covers(certificate: X509Certificate, host: string): boolean {
  return isIP(host) === 0
    ? certificate.checkHost(host, { subject: 'never' }) !== undefined
    : certificate.checkIP(host) !== undefined;
}

const MAX_NAMES = 50;

/** Node writes `DNS:docker, IP Address:127.0.0.1`, with quotes around what could be mistaken. */
export function namesOf(alternative: string | undefined): readonly string[] {
  const found = (alternative ?? '').matchAll(/([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g);
  return [...found]
    .slice(0, MAX_NAMES)
    .map(([, kind, name]) => `${kind === 'IP Address' ? 'IP' : kind}:${name}`);
}
