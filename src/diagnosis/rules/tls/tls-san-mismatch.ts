import { safeText } from '../../../views/view-model/safe-text.ts';
import { quoted } from '../../quoted.ts';
import { alertWords, isInDindCertificates, refusals } from '../../refusals.ts';
import { rule, witness } from '../../rule.ts';

const MAX_NAMES = 8;

export const tlsSanMismatch = rule({
  id: 'tls-san-mismatch',
  phase: 'tls',
  severity: 'error',
  certainty: 'sure',
  needs: ['probe'],
  symptom: '`x509: certificate is valid for docker, localhost, not dind`.',
  cause:
    "dind's certificate covers its addresses, its host name, `docker` and `localhost`, and the client uses another name.",
  fix: 'Call the daemon docker, or start dind with DOCKER_TLS_SAN=DNS:<the name>.',
  evidence: 'The name in `DOCKER_HOST` is not among the names of the certificate that the daemon shows.',
  judge: ({ probe }) => {
    const { certificate, host, tls } = probe;
    if (certificate === null || host === null) return null;
    if (certificate.coversHost || tls !== 'verified') return [];
    const names = certificate.names.map((name) => safeText(name.replace(/^(DNS|IP):/, '')));
    const shown = names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ', …' : '');
    const isAddress = /^[\d.]+$|:/.test(host);
    const wanted = `${isAddress ? 'IP' : 'DNS'}:${safeText(host)}`;
    const usual = names.find((name) => name === 'docker');
    return [
      {
        message: `The daemon's certificate is for ${shown === '' ? 'no name at all' : shown}, not for "${safeText(host)}".`,
        fix: `${usual === undefined ? 'Use one of these names' : 'Give the service the alias docker and use that name (GitLab: services: [{ name: docker:29-dind, alias: docker }])'}, or start dind with DOCKER_TLS_SAN=${wanted}.`,
      },
    ];
  },
  also: witness({
    needs: ['traffic'],
    evidence:
      "Likely where the client gives up the handshake right behind the server's certificate, having asked for a name that dind's certificates do not hold.",
    judge: ({ traffic }) =>
      refusals(traffic, 'client', ALERTS)
        ?.filter(({ serverName }) => !isInDindCertificates(serverName))
        .map(({ server, serverName, alert, connections }) => {
          const name = quoted(serverName ?? '');
          return {
            message: `The client refused the certificate of ${quoted(server)} (${alertWords(alert)}): dind's own is for docker and localhost, and the client asked for "${name}".`,
            fix: `Call the daemon docker, or start dind with DOCKER_TLS_SAN=DNS:${name}.`,
            certainty: 'likely' as const,
            connections,
          };
        }) ?? null,
  }),
});

/** Go says the first of whatever is wrong with a certificate, OpenSSL the second of a name. */
const ALERTS: ReadonlySet<string | null> = new Set([null, 'bad-certificate', 'certificate-unknown']);
