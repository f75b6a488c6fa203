import { safeText } from '../../../views/view-model/safe-text.ts';
import { rule } from '../../rule.ts';

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
});
