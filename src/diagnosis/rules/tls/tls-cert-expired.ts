import type { CertificateFacts } from '../../../model/daemon-probe.ts';
import { safeText } from '../../../views/view-model/safe-text.ts';
import { quoted } from '../../quoted.ts';
import { refusals } from '../../refusals.ts';
import type { Found } from '../../rule.ts';
import { rule, witness } from '../../rule.ts';

export const tlsCertExpired = rule({
  id: 'tls-cert-expired',
  phase: 'tls',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom: '`x509: certificate has expired or is not yet valid`.',
  cause:
    'The certificates of dind live for 825 days from its start; or the clock of one of the two machines is wrong.',
  fix: 'Restart dind, which signs new ones, on an empty /certs volume; and check the clock.',
  evidence:
    'A certificate of the daemon, of the client or of their CA is not valid at the time of this machine.',
  judge: ({ probe }) => {
    const { certificate, clientCertificates: held, at, tls } = probe;
    if (certificate === null && held?.authority == null) return null;
    const folder = safeText(held?.folder ?? '');
    return [
      ...(tls === 'unverified' ? [] : told("The daemon's certificate", certificate, at)),
      ...(tls === 'unverified' ? [] : told(`The CA in ${folder}`, held?.authority ?? null, at)),
      ...told(`The client certificate in ${folder}`, held?.client ?? null, at),
    ];
  },
  also: witness({
    needs: ['traffic'],
    evidence: 'The client gives up the handshake with `certificate_expired`.',
    judge: ({ traffic }) =>
      refusals(traffic, 'client', new Set(['certificate-expired']))?.map(({ server, connections }) => ({
        message: `The certificate of ${quoted(server)} has expired, or the client's clock is wrong.`,
        connections,
      })) ?? null,
  }),
});

function told(what: string, certificate: CertificateFacts | null, at: number): readonly Found[] {
  if (certificate === null) return [];
  const { validFrom, validTo } = certificate;
  if (validTo < at)
    return [{ message: `${what} expired on ${day(validTo)}, or this machine's clock is wrong.` }];
  if (validFrom <= at) return [];
  return [
    {
      message: `${what} is not valid before ${day(validFrom)}, and it is ${day(at)} here: one of the clocks is wrong.`,
      fix: 'Set the clocks of both machines right.',
    },
  ];
}

/** `2026-03-01 10:31:02 UTC` */
function day(ms: number): string {
  return Number.isFinite(ms) ? `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC` : 'no date';
}
