import type { Build } from '../../../model/build.ts';

import { dockerfileImages } from '../../dockerfile-images.ts';
import { registryOf } from '../../image-reference.ts';
import { quoted, someOf } from '../../quoted.ts';
import { rule } from '../../rule.ts';

const MAX_NAMED = 5;

export const authAllCredentialsSent = rule({
  id: 'auth-all-credentials-sent',
  phase: 'auth',
  severity: 'sec-warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Nothing is seen of it: the daemon gets every password of the job.',
  cause:
    'The classic builder of the CLI, and SDKs, send each account in config.json along with a build, whatever it needs.',
  fix: 'Build with BuildKit, which asks for one registry at a time; or give the job a DOCKER_CONFIG with one account.',
  evidence: '`X-Registry-Config` of `POST /build` holds accounts of two registries or more.',
  judge: ({ traffic }) => {
    const builds = traffic.builds.filter(({ docker }) => docker.build?.builder === 'classic');
    if (builds.length === 0) return null;
    const found = new Map<string, { readonly message: string; readonly exchanges: number[] }>();
    for (const { id, docker } of builds) {
      const servers = (docker.build?.registries ?? []).filter(({ secret }) => secret !== null);
      if (servers.length < 2 || docker.build === null) continue;
      const names = someOf(
        servers.map(({ server }) => quoted(server)),
        MAX_NAMED,
      );
      const message = `A build handed the daemon the accounts of ${servers.length} registries (${names})${needed(docker.build)}.`;
      const known = found.get(message);
      if (known === undefined) found.set(message, { message, exchanges: [id] });
      else known.exchanges.push(id);
    }
    return [...found.values()];
  },
});

/** What its Dockerfile asks for, where that is known. */
function needed({ dockerfile }: Build): string {
  if (dockerfile === null) return '';
  const registries = new Set(dockerfileImages(dockerfile).map(registryOf));
  return registries.size === 0
    ? '; its Dockerfile needs none'
    : `; its Dockerfile needs at most ${registries.size}`;
}
