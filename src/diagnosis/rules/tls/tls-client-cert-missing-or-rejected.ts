import { safeText } from '../../../views/view-model/safe-text.ts';
import { quoted } from '../../quoted.ts';
import { alertWords, refusals } from '../../refusals.ts';
import { rule, witness } from '../../rule.ts';

export const tlsClientCertMissingOrRejected = rule({
  id: 'tls-client-cert-missing-or-rejected',
  phase: 'tls',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom: '`remote error: tls: bad certificate`, `certificate required` or `handshake failure`.',
  cause:
    'The daemon wants a certificate of its clients (--tlsverify), and the client has none, or one that another CA signed.',
  fix: 'Set DOCKER_CERT_PATH to a folder with ca.pem, cert.pem and key.pem of this daemon: /certs/client of dind.',
  evidence:
    'The daemon ends the handshake, or answers the first request, with an alert about the certificate.',
  judge: ({ probe }) => {
    const { handshake, clientCertificates: held } = probe;
    if (handshake === null || handshake.error !== null) return null;
    if (handshake.refusal === null) return probe.ping === null ? null : [];
    const folder = held === null ? 'nowhere' : safeText(held.folder);
    const alert = safeText(handshake.refusal);
    return [
      held?.client == null
        ? {
            message: `The daemon wants a client certificate, and there is none in ${folder} (alert: ${alert}).`,
          }
        : {
            message: `The daemon refuses the client certificate of ${folder} (alert: ${alert}).`,
            fix: 'Use the certificate that this daemon made: a /certs volume of its own for each job, shared with its dind and empty at its start.',
          },
    ];
  },
  also: witness({
    needs: ['traffic'],
    evidence:
      'The server gives up the handshake with an alert about a certificate; likely where the alert is encrypted (TLS 1.3), which its length and place tell.',
    judge: ({ traffic }) =>
      refusals(traffic, 'server', ALERTS)?.map(({ server, alert, clientCertificate, connections }) => ({
        message: `The daemon at ${quoted(server)} wants a client certificate; ${sentWords(clientCertificate)} (${alertWords(alert)}).`,
        certainty: alert === null || alert === 'handshake-failure' ? ('likely' as const) : ('sure' as const),
        connections,
      })) ?? null,
  }),
});

/** What a server says that does not get, or does not trust, a certificate; `handshake-failure` has other reasons too. */
const ALERTS: ReadonlySet<string | null> = new Set([
  null,
  'bad-certificate',
  'unsupported-certificate',
  'certificate-revoked',
  'certificate-expired',
  'certificate-unknown',
  'certificate-required',
  'unknown-ca',
  'access-denied',
  'handshake-failure',
]);

function sentWords(certificate: boolean | null): string {
  if (certificate === null) return 'the client sent none, or one that it does not trust';
  return certificate ? 'it does not trust the one that the client sent' : 'the client sent none';
}
