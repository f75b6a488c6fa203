import { rule } from '../../rule.ts';

export const buildxTlsContextMissing = rule({
  id: 'buildx-tls-context-missing',
  phase: 'tls',
  severity: 'error',
  certainty: 'likely',
  needs: ['environment'],
  symptom: '`could not create a builder instance with TLS data loaded from environment`.',
  cause:
    'buildx keeps where its builders are, and variables with paths of certificates cannot be kept; a docker context can.',
  fix: 'docker context create ci && docker buildx create ci --use (with docker/setup-buildx-action: endpoint: ci).',
  evidence:
    '`buildx create` was run and failed with TLS from variables and no docker context, and no builder container was made.',
  judge: ({ environment, traffic }) => {
    const { command, variables, context, daemon } = environment;
    if (command === null) return null;
    if (!createsBuilder(command.words) || command.exitCode === 0) return [];
    const tlsFromVariables = daemon?.tls === true && context === null && Boolean(variables.DOCKER_TLS_VERIFY);
    if (!tlsFromVariables) return [];
    const made = traffic
      ?.of('ContainerCreate')
      .some(({ request }) =>
        request?.query.name?.some((name) => String(name).startsWith('buildx_buildkit_')),
      );
    if (made === true) return [];
    return [
      {
        message:
          'buildx cannot make a builder from the TLS variables of this job alone; it needs a docker context.',
      },
    ];
  },
});

function createsBuilder(words: readonly string[]): boolean {
  const buildx = words.findIndex((word) => /(^|\/)(docker-)?buildx$/.test(word));
  return buildx !== -1 && words.slice(buildx + 1).includes('create');
}
