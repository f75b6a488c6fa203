// Alerts that are sent in clear: RFC 8446, section 6, with the numbers that TLS 1.2 and before used.

export interface Alert {
  readonly level: 'warning' | 'fatal' | 'unknown';
  /** Name of the RFC in kebab-case; `alert-N` for another number. */
  readonly description: string;
}

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  0: 'close-notify',
  10: 'unexpected-message',
  20: 'bad-record-mac',
  21: 'decryption-failed',
  22: 'record-overflow',
  30: 'decompression-failure',
  40: 'handshake-failure',
  41: 'no-certificate',
  42: 'bad-certificate',
  43: 'unsupported-certificate',
  44: 'certificate-revoked',
  45: 'certificate-expired',
  46: 'certificate-unknown',
  47: 'illegal-parameter',
  48: 'unknown-ca',
  49: 'access-denied',
  50: 'decode-error',
  51: 'decrypt-error',
  60: 'export-restriction',
  70: 'protocol-version',
  71: 'insufficient-security',
  80: 'internal-error',
  86: 'inappropriate-fallback',
  90: 'user-canceled',
  100: 'no-renegotiation',
  109: 'missing-extension',
  110: 'unsupported-extension',
  111: 'certificate-unobtainable',
  112: 'unrecognized-name',
  113: 'bad-certificate-status-response',
  114: 'bad-certificate-hash-value',
  115: 'unknown-psk-identity',
  116: 'certificate-required',
  120: 'no-application-protocol',
};

/** Null for an encrypted alert: it is longer than the two bytes of one in clear. */
export function readAlert(payload: Uint8Array): Alert | null {
  if (payload.length !== 2) return null;
  const [level, description] = payload;
  return {
    level: level === 1 ? 'warning' : level === 2 ? 'fatal' : 'unknown',
    description: DESCRIPTIONS[description!] ?? `alert-${description}`,
  };
}
