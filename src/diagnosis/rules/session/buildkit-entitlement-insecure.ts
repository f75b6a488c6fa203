import { createdContainers, isBuilder } from '../../containers.ts';
import { inWords, quoted } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  'security.insecure': 'run privileged steps',
  'network.host': 'use the network of the machine',
};

export const buildkitEntitlementInsecure = rule({
  id: 'buildkit-entitlement-insecure',
  phase: 'session',
  severity: 'sec-warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Steps of a build may do what a container may not.',
  cause: 'The build, or its builder, is given an entitlement (--allow, --allow-insecure-entitlement).',
  fix: 'Leave it out unless a step needs it.',
  evidence:
    '`security.insecure` or `network.host` among the entitlements of a solve, or in the command of a builder.',
  judge: ({ traffic }) => {
    const builds = traffic.builds.filter(({ docker }) => docker.build?.buildkit != null);
    const builders = createdContainers(traffic).filter(isBuilder);
    if (builds.length === 0 && builders.length === 0) return null;
    const found = builds.flatMap(({ id, docker }): readonly Found[] => {
      const rights = [...new Set(docker.build?.buildkit?.entitlements)].filter((name) =>
        Object.hasOwn(MEANINGS, name),
      );
      return rights.length === 0 ? [] : [{ message: `This build may ${words(rights)}.`, exchanges: [id] }];
    });
    for (const { create } of builders) {
      const line = (create.docker.process?.command ?? []).join(' ');
      const rights = Object.keys(MEANINGS).filter(
        (name) => line.includes(`--allow-insecure-entitlement`) && line.includes(name),
      );
      if (rights.length > 0)
        found.push({ message: `Builds of this builder may ${words(rights)}.`, exchanges: [create.id] });
    }
    return found;
  },
});

function words(rights: readonly string[]): string {
  return inWords(rights.map((name) => `${MEANINGS[name] ?? ''} (${quoted(name)})`));
}
