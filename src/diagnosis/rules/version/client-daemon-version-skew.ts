import type { Exchange } from '../../../model/exchange.ts';
import { grouped } from '../../exchange-words.ts';
import { header } from '../../headers.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** Releases between the two from which on they were hardly ever tried together. */
const FAR_APART = 5;

export const clientDaemonVersionSkew = rule({
  id: 'client-daemon-version-skew',
  phase: 'version',
  severity: 'info',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'What works on one machine fails on another, or a job breaks without a change.',
  cause:
    'The images of client and daemon are pinned differently, or one floats: `docker:stable` is frozen at 19.03.',
  fix: 'Pin both images to the same release, such as docker:29-cli and docker:29-dind.',
  evidence:
    'Releases in `User-Agent: Docker-Client/...` and `Server: Docker/...` differ; by 5 or more it is a warning.',
  judge: ({ traffic }) => {
    const known = traffic.exchanges.filter(
      (one) => clientRelease(one) !== null && daemonRelease(one) !== null,
    );
    if (known.length === 0) return null;
    const differing = known.filter((one) => clientRelease(one) !== daemonRelease(one));
    return grouped(differing, pair).map(({ first, ids }) => {
      const apart = Math.abs((clientRelease(first) ?? 0) - (daemonRelease(first) ?? 0));
      const client = quoted(first.docker.client?.version ?? '');
      const frozen = client.startsWith('19.03') ? ' (docker:stable is frozen there since 2020)' : '';
      return {
        message: `Client ${client}${frozen} talks to daemon ${quoted(first.docker.daemon?.version ?? '')}.`,
        severity: apart >= FAR_APART ? ('warn' as const) : ('info' as const),
        exchanges: ids.slice(0, 1),
      };
    });
  },
});

function pair({ docker }: Exchange): string {
  return JSON.stringify([docker.client?.version, docker.daemon?.version]);
}

function clientRelease({ docker: { client } }: Exchange): number | null {
  return client?.name === 'docker' ? release(client.version) : null;
}

function daemonRelease({ response, docker }: Exchange): number | null {
  const isDocker = header(response, 'server')?.startsWith('Docker/') ?? false;
  return isDocker ? release(docker.daemon?.version ?? null) : null;
}

/** Counted so that neighbours are one apart: 1.x, 17, 18, 19, 20.10, 23, 24 and on; there was no 21 or 22. */
function release(version: string | null): number | null {
  const major = Number(/^(\d{1,3})\./.exec(version ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(major)) return null;
  if (major <= 1) return 16;
  return major >= 23 ? major - 2 : major;
}
