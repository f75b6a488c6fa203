import { hostIn } from '../../image-reference.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, registryErrors } from '../../told-errors.ts';

export const registryUntrustedCa = rule({
  id: 'registry-untrusted-ca',
  phase: 'registry',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A pull, push, login or build ends with `x509: certificate signed by unknown authority`.',
  cause:
    'The daemon asks the registry, not the job. A certificate authority that is installed in the image of the job is not known to the daemon.',
  fix: 'Install the authority where the daemon runs: /etc/docker/certs.d/HOST/ca.crt in the dind container.',
  evidence: 'The x509 error and the address of a registry, in what the daemon answers.',
  judge: ({ traffic }) =>
    registryErrors(traffic, /x509: certificate signed by unknown authority/)?.map(({ text, exchanges }) => ({
      message: `The daemon does not trust the certificate of ${quoted(hostIn(text) ?? 'the registry')}; a CA in the image of the job does not help it.`,
      details: [quoted(text)],
      exchanges: ids(exchanges),
    })) ?? null,
});
