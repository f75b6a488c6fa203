import { safeText } from '../../../views/view-model/safe-text.ts';
import { quoted } from '../../quoted.ts';
import { alertWords, isInDindCertificates, refusals } from '../../refusals.ts';
import { rule, witness } from '../../rule.ts';

/** OpenSSL's verdicts for a chain that does not lead to what is trusted. */
const NOT_TRUSTED: ReadonlySet<string | null> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
]);

export const tlsCaMismatchSharedCerts = rule({
  id: 'tls-ca-mismatch-shared-certs',
  phase: 'tls',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom:
    '`x509: certificate signed by unknown authority … candidate authority certificate "docker:dind CA"`.',
  cause:
    'Every dind makes a CA of its own and signs anew at each start. Two of them write to one /certs volume, or the volume is left from an earlier one.',
  fix: 'Give each job a /certs volume of its own that starts empty, and start dind before its clients read it.',
  evidence: 'The certificate that the daemon shows is not signed by `ca.pem` in `DOCKER_CERT_PATH`.',
  judge: ({ probe, environment }) => {
    const { certificate, clientCertificates: held, tls } = probe;
    if (certificate === null || held?.authority == null) return null;
    if (tls !== 'verified' || !NOT_TRUSTED.has(certificate.error)) return [];
    const path = `${held.folder}/ca.pem`;
    const { subject, validFrom } = held.authority;
    const written = environment?.files[path]?.mtime;
    const message =
      subject === certificate.issuer
        ? `${safeText(path)} is from another ${isDind(subject) ? 'dind' : 'CA of the same name'}: it was made ${time(validFrom)}, and the daemon's certificate ${time(certificate.validFrom)}.`
        : `The daemon's certificate is signed by "${safeText(certificate.issuer)}", and ${safeText(path)} holds "${safeText(subject)}".`;
    return [
      {
        message,
        details: written === undefined ? [] : [`${safeText(path)} was written ${time(written / 1000)}`],
      },
    ];
  },
  also: witness({
    needs: ['traffic'],
    evidence:
      "The client gives up the handshake with `unknown_ca`; likely where it does so with another alert, and the name that it asked for is one that dind's certificates hold.",
    judge: ({ traffic }) =>
      refusals(traffic, 'client', ALERTS)
        ?.filter(({ alert, serverName }) => alert === 'unknown-ca' || isInDindCertificates(serverName))
        .map(({ server, alert, connections }) => ({
          message: `The client does not trust the certificate of ${quoted(server)} (${alertWords(alert)}): its ca.pem is from another dind.`,
          certainty: alert === 'unknown-ca' ? ('sure' as const) : ('likely' as const),
          connections,
        })) ?? null,
  }),
});

function isDind(subject: string): boolean {
  return subject === 'docker:dind CA';
}

/** `2026-01-31 12:01:07 UTC` */
function time(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Go says `bad-certificate` of whatever is wrong with one. */
const ALERTS: ReadonlySet<string | null> = new Set([
  null,
  'bad-certificate',
  'certificate-unknown',
  'unknown-ca',
]);
