import type { TlsFailure } from '../../model/proxied.ts';
import { safeText } from './safe-text.ts';

/** Reasons, for a narrow column. */
const WORDS: Readonly<Record<string, string>> = {
  expired: 'expired',
  'not-yet-valid': 'not valid yet',
  'wrong-name': 'wrong name',
  'wrong-ca': 'wrong CA',
  'no-client-certificate': 'no certificate',
  'client-certificate-refused': 'refused',
  'server-certificate-refused': 'refused',
  'http-to-tls-port': 'wants TLS',
  'tls-to-plain-port': 'plain port',
  closed: 'cut off',
};

/** `wrong CA` */
export function tlsFailureWords({ reason }: TlsFailure): string {
  return WORDS[reason] ?? 'TLS failed';
}

/** What was seen, and what to do about it. */
export function tlsFailureLines({ detail, fix }: TlsFailure): readonly string[] {
  return [safeText(detail), `fix: ${safeText(fix)}`];
}
