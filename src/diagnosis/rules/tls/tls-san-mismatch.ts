import { safeText } from '../../../views/view-model/safe-text.ts';
import { rule } from '../../rule.ts';

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
});
