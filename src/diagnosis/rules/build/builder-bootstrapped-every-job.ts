import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { registryOf, registryWords } from '../../image-reference.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

export const builderBootstrappedEveryJob = rule({
  id: 'builder-bootstrapped-every-job',
  phase: 'build',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Each job begins with `booting buildkit`, and no step ever comes from the cache.',
  cause:
    'buildx makes a builder of its own in a container, which it pulls, starts and throws away with the job.',
  fix: 'Use the default builder (docker driver), keep a builder for all jobs, or mirror the image and cache in a registry.',
  evidence: 'A container `buildx_buildkit_…` was created in the job, mostly after a pull of `moby/buildkit`.',
  judge: ({ traffic }) => {
    const creates = traffic.of('ContainerCreate');
    if (creates.length === 0) return null;
    return creates.filter(isBuilder).map((create) => {
      const pull = traffic
        .of('ImageCreate')
        .findLast(
          ({ id, docker }) => id < create.id && docker.images.some((name) => name.includes('buildkit')),
        );
      const start = startOf(create, traffic);
      const from = (pull ?? create).request?.time ?? null;
      const until = start?.response?.time ?? create.response?.time ?? null;
      const took = from === null || until === null ? '' : ` took ${formatDuration((until - from) / 1000)}`;
      const image = pull?.docker.images[0];
      const pulled =
        image === undefined ? '' : ` and a pull from ${quoted(registryWords(registryOf(image)))}`;
      return {
        message: `Creating a buildx builder${took}${took === '' ? (pulled === '' ? ' was part of this job' : ` needed${pulled.replace(' and', '')}`) : pulled}; it has no cache yet.`,
        exchanges: ids([...(pull === undefined ? [] : [pull]), create, ...(start === null ? [] : [start])]),
      };
    });
  },
});

function isBuilder({ request, docker }: Exchange): boolean {
  const name = request?.query.name?.[0]?.toString() ?? docker.container?.name ?? '';
  return name.startsWith('buildx_buildkit_');
}

function startOf(create: Exchange, traffic: Traffic): Exchange | null {
  const name = create.request?.query.name?.[0]?.toString();
  return (
    traffic
      .of('ContainerStart')
      .find(
        ({ id, docker }) =>
          id > create.id &&
          (docker.container?.name === name || docker.container?.id === create.docker.container?.id),
      ) ?? null
  );
}
