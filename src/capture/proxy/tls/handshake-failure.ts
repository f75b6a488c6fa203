import type { HandshakeFailure } from '../proxy-event.ts';

/** Why TLS was not agreed on, for a person. */
export interface HandshakeReport {
  readonly reason: HandshakeFailure;
  /** What was seen. */
  readonly detail: string;
  /** What to do about it. */
  readonly fix: string;
}

/** What is known when a handshake with the daemon failed. */
export interface DaemonSide {
  readonly host: string;
  readonly hasClientCertificate: boolean;
  /** Where the CA's certificate was read from. */
  readonly caFolder: string;
}

const notTrusted: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
]);

const mountFix =
  'mount the same /certs volume on both sides, one for each job, and start dind before its clients read it';

/** The daemon's handshake failed with `error`. */
export function daemonHandshakeReport(error: unknown, side: DaemonSide): HandshakeReport {
  const code = errorCode(error);
  const offered = namesOffered(error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      reason: 'wrong-name',
      detail: `the daemon's certificate is for ${offered ?? 'other names'}, not for ${side.host}`,
      fix: `use one of these names, or start dind with DOCKER_TLS_SAN=DNS:${side.host}`,
    };
  if (code === 'CERT_HAS_EXPIRED')
    return {
      reason: 'expired',
      detail: "the daemon's certificate has expired, or this machine's clock is wrong",
      fix: 'restart dind, which signs a new one at its start, and check the clock',
    };
  if (code === 'CERT_NOT_YET_VALID')
    return {
      reason: 'not-yet-valid',
      detail: "the daemon's certificate is not valid yet: the clocks of the two machines differ",
      fix: 'set the clocks right',
    };
  if (notTrusted.has(code))
    return {
      reason: 'wrong-ca',
      detail: `the daemon's certificate is not signed by the CA in ${side.caFolder}`,
      fix: mountFix,
    };
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return {
      reason: 'tls-to-plain-port',
      detail: 'the daemon does not speak TLS on this port',
      fix: 'use its plain port, usually 2375, or start dind with DOCKER_TLS_CERTDIR=/certs',
    };
  if (isAlert(code)) {
    // Go's daemon says bad certificate (42) also where it got none; OpenSSL says certificate required (116).
    if (!side.hasClientCertificate)
      return {
        reason: 'no-client-certificate',
        detail: `the daemon demands a client certificate and none is in ${side.caFolder}`,
        fix: 'give a folder that holds cert.pem and key.pem of a client, as /certs/client of dind does',
      };
    return {
      reason: code.includes('EXPIRED') ? 'expired' : 'client-certificate-refused',
      detail: `the daemon refused the client certificate of ${side.caFolder} (${alertName(code)})`,
      fix: mountFix,
    };
  }
  return unnamed(error, code, 'the daemon');
}

/** What is known when a handshake with a client failed. */
export interface ClientSide {
  /** Names and addresses of the certificate that it was shown. */
  readonly names: readonly string[];
  /** Whether the certificate is signed by the CA that the certificates' folder has. */
  readonly ownAuthority: boolean;
  /** The verdict on the client's certificate where it sent one that was refused. */
  readonly verdict: string | null;
}

/** A client's handshake failed with `error`. */
export function clientHandshakeReport(error: unknown, side: ClientSide): HandshakeReport {
  const code = errorCode(error);
  if (code === 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE')
    return {
      reason: 'no-client-certificate',
      detail: 'the client sent no certificate, and the daemon behind this proxy demands one',
      fix: 'set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH to a folder with ca.pem, cert.pem and key.pem',
    };
  if (side.verdict !== null) return refusedClient(side.verdict);
  if (isAlert(code)) {
    const names = side.names.join(', ');
    const trust = side.ownAuthority ? 'set DOCKER_CERT_PATH as the proxy said at its start' : mountFix;
    if (code.includes('EXPIRED'))
      return {
        reason: 'expired',
        detail: 'the client takes the certificate for expired: the clocks of the two machines differ',
        fix: 'set the clocks right',
      };
    if (code.includes('UNKNOWN_CA'))
      return {
        reason: 'wrong-ca',
        detail: "the client does not trust the CA that signed the proxy's certificate",
        fix: trust,
      };
    return {
      reason: 'server-certificate-refused',
      detail: `the client refused the proxy's certificate (${alertName(code)}), which is for ${names}`,
      fix: `use one of these names; or the client trusts another CA: ${trust}`,
    };
  }
  return unnamed(error, code, 'the client');
}

/** A client spoke plain HTTP where TLS is expected. */
export const httpToTlsPort: HandshakeReport = {
  reason: 'http-to-tls-port',
  detail: 'the client sent plain HTTP to the TLS port',
  fix: 'set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH; some clients look at one of them only',
};

/** A client spoke TLS where plain HTTP is expected. */
export const tlsToPlainPort: HandshakeReport = {
  reason: 'tls-to-plain-port',
  detail: 'the client speaks TLS to the plain port',
  fix: 'unset DOCKER_TLS_VERIFY for this address, or have the proxy listen with TLS: --certs and another port than 2375',
};

function refusedClient(verdict: string): HandshakeReport {
  if (verdict === 'CERT_HAS_EXPIRED')
    return {
      reason: 'expired',
      detail: "the client's certificate has expired",
      fix: 'restart dind, which signs new ones at its start, or have new ones made',
    };
  if (notTrusted.has(verdict))
    return {
      reason: 'wrong-ca',
      detail: "the client's certificate is signed by another CA than the daemon's",
      fix: mountFix,
    };
  return {
    reason: 'client-certificate-refused',
    detail: `the client's certificate is not accepted (${words(verdict)})`,
    fix: mountFix,
  };
}

function unnamed(error: unknown, code: string, who: string): HandshakeReport {
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return {
      reason: 'closed',
      detail: `${who} closed the connection in the middle of the TLS handshake`,
      fix: 'it may not trust the certificate; look at its log',
    };
  const message = error instanceof Error ? words(error.message) : 'unknown error';
  return {
    reason: 'other',
    detail: `TLS with ${who} failed: ${message}`,
    fix: 'check both sides with openssl s_client',
  };
}

/** OpenSSL names the alerts that a peer sent, for example ERR_SSL_TLSV1_ALERT_UNKNOWN_CA. */
export function isAlert(code: string): boolean {
  return code.startsWith('ERR_SSL_') && code.includes('_ALERT_');
}

function alertName(code: string): string {
  return words(code.slice(code.indexOf('_ALERT_') + 7));
}

function words(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ')
    .trim()
    .slice(0, 200)
    .toLowerCase();
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The names of the certificate that `checkServerIdentity` refused. */
function namesOffered(error: unknown): string | null {
  if (!(error instanceof Error) || !('cert' in error)) return null;
  const { subjectaltname } = error.cert as { subjectaltname?: string };
  return subjectaltname?.replaceAll(/(?:DNS|IP Address):/g, '').slice(0, 500) ?? null;
}
