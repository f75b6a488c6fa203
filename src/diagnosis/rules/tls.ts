import type { Rule } from '../rule.ts';
import { buildxTlsContextMissing } from './tls/buildx-tls-context-missing.ts';
import { tlsCaMismatchSharedCerts } from './tls/tls-ca-mismatch-shared-certs.ts';
import { tlsCertExpired } from './tls/tls-cert-expired.ts';
import { tlsCertsNotMounted } from './tls/tls-certs-not-mounted.ts';
import { tlsClientCertMissingOrRejected } from './tls/tls-client-cert-missing-or-rejected.ts';
import { tlsSanMismatch } from './tls/tls-san-mismatch.ts';
import { tlsVerifyDisabled } from './tls/tls-verify-disabled.ts';

export const tlsRules: readonly Rule[] = [
  buildxTlsContextMissing,
  tlsCaMismatchSharedCerts,
  tlsCertExpired,
  tlsCertsNotMounted,
  tlsClientCertMissingOrRejected,
  tlsSanMismatch,
  tlsVerifyDisabled,
];
