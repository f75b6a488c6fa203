import type { Rule } from '../rule.ts';
import { buildxTlsContextMissing } from './tls/buildx-tls-context-missing.ts';
import { tlsCaMismatchSharedCerts } from './tls/tls-ca-mismatch-shared-certs.ts';
import { tlsCertExpired } from './tls/tls-cert-expired.ts';
import { tlsCertsNotMounted } from './tls/tls-certs-not-mounted.ts';
import { tlsClientCertMissingOrRejected } from './tls/tls-client-cert-missing-or-rejected.ts';
import { tlsClientHelloToPlainPort } from './tls/tls-clienthello-to-plain-port.ts';
import { tlsHttpToHttpsPort } from './tls/tls-http-to-https-port.ts';
import { tlsSanMismatch } from './tls/tls-san-mismatch.ts';
import { tlsVerifyDisabled } from './tls/tls-verify-disabled.ts';

export const tlsRules: readonly Rule[] = [
  tlsClientHelloToPlainPort,
  tlsHttpToHttpsPort,
  buildxTlsContextMissing,
  tlsCaMismatchSharedCerts,
  tlsCertExpired,
  tlsCertsNotMounted,
  tlsClientCertMissingOrRejected,
  tlsSanMismatch,
  tlsVerifyDisabled,
];
