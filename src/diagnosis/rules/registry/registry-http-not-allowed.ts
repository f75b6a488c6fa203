import { hostIn } from '../../image-reference.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, registryErrors } from '../../told-errors.ts';

export const registryHttpNotAllowed = rule({
  id: 'registry-http-not-allowed',
  phase: 'registry',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A pull, push or login ends with `server gave HTTP response to HTTPS client`.',
  cause: 'The registry speaks plain HTTP, which a daemon accepts only from loopback or where it is told to.',
  fix: 'Start the daemon with --insecure-registry=HOST, or give the registry a certificate; a docker-container builder reads buildkitd.toml instead.',
  evidence: 'That sentence and the address of a registry, in what the daemon answers.',
  judge: ({ traffic }) =>
    registryErrors(
      traffic,
      /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake/,
    )?.map(({ text, exchanges }) => ({
      message: `${quoted(hostIn(text) ?? 'The registry')} speaks plain HTTP, and the daemon is not told to accept that.`,
      details: [quoted(text)],
      exchanges: ids(exchanges),
    })) ?? null,
});
