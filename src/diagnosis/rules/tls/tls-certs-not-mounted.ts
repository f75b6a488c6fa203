import type { JobEnvironment } from '../../../model/job-environment.ts';
import { safeText } from '../../../views/view-model/safe-text.ts';
import { rule } from '../../rule.ts';

const CLIENT_FILES = ['ca.pem', 'cert.pem', 'key.pem'];

export const tlsCertsNotMounted = rule({
  id: 'tls-certs-not-mounted',
  phase: 'tls',
  severity: 'error',
  certainty: 'sure',
  needs: ['environment'],
  symptom: '`unable to resolve docker endpoint: open …/ca.pem: no such file or directory`; nothing is sent.',
  cause:
    'dind writes the certificates into its own file system: the /certs/client volume is not shared with the job, or dind has not made them yet.',
  fix: 'Share the volume with the job: volumes = ["/certs/client", "/cache"] of a GitLab runner with the docker executor, an emptyDir in a pod; and wait for dind.',
  evidence:
    '`DOCKER_TLS_VERIFY` or `DOCKER_TLS_CERTDIR` is set, and ca.pem, cert.pem or key.pem is missing or empty in the folder of the client.',
  judge: ({ environment, probe }) => {
    const { daemon, variables } = environment;
    if (daemon === null || !daemon.address.startsWith('tcp://')) return [];
    if (daemon.tls) {
      const missing = daemon.certificates === null ? [] : missingIn(daemon.certificates, environment);
      if (missing.length === 0 || daemon.skipsVerify) return [];
      return [found(daemon.certificates ?? '', missing)];
    }
    // The docker image's entrypoint takes the plain port while they are not there.
    const { DOCKER_TLS_CERTDIR } = variables;
    if (!DOCKER_TLS_CERTDIR || probe?.ping?.status === 200) return [];
    const folder = `${DOCKER_TLS_CERTDIR.replace(/\/$/, '')}/client`;
    const missing = missingIn(folder, environment);
    if (missing.length === 0) return [];
    const tlsIsThere = probe?.doors.some(({ speaks }) => speaks === 'tls') === true;
    return [{ ...found(folder, missing), certainty: tlsIsThere ? 'sure' : 'likely' }];
  },
});

/** A client may have no certificate of its own: with the CA alone, that is no mistake of a mount. */
function missingIn(folder: string, { files }: JobEnvironment): readonly string[] {
  const bytes = CLIENT_FILES.map((name) => files[`${folder}/${name}`]?.bytes ?? null);
  const [ca = null, ...own] = bytes;
  if (ca !== null && ca > 0 && own.every((size) => size === null)) return [];
  return CLIENT_FILES.filter((_name, index) => !bytes[index]);
}

function found(folder: string, missing: readonly string[]): { readonly message: string } {
  const names = missing.join(', ').replace(/, ([^,]+)$/, ' and $1');
  const verb = missing.length === 1 ? 'is' : 'are';
  return {
    message: `${names} ${verb} missing or empty in ${safeText(folder)}: the volume with the certificates is not shared with the dind service, or dind has not filled it yet.`,
  };
}
