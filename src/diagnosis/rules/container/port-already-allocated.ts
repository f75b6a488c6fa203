import { containerWords } from '../../containers.ts';
import { listAt, numberAt, textAt, textsAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { errorTexts } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

const TAKEN =
  /Bind for (\S+):(\d+) failed: port is already allocated|port is already allocated|failed to bind host port (?:for )?(\S+):(\d+)\S*: address already in use/;

export const portAlreadyAllocated = rule({
  id: 'port-already-allocated',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A container does not start: `port is already allocated`.',
  cause: 'Another container on the same daemon publishes that port.',
  fix: 'Publish a port that the daemon chooses (-p 5432), or end the container that has it.',
  evidence: 'A start that was answered with that error; a list of containers says who has the port.',
  judge: ({ traffic }) => {
    const starts = traffic.of('ContainerStart');
    if (starts.length === 0) return null;
    return starts.flatMap((start) => {
      const match = errorTexts(start)
        .map((text) => TAKEN.exec(text))
        .find((found) => found !== null);
      if (match === undefined || match === null) return [];
      const port = match[2] ?? match[4];
      const owner = port === undefined ? null : ownerOf(Number(port), start.id, traffic);
      return [
        {
          message: `${port === undefined ? 'A host port' : `Host port ${port}`} is held by ${owner?.words ?? 'another container'}.`,
          exchanges: [...(owner === null ? [] : [owner.exchange]), start.id],
        },
      ];
    });
  },
});

/** From a list of containers, or from what this job itself created. */
function ownerOf(
  port: number,
  before: number,
  traffic: Traffic,
): { readonly words: string; readonly exchange: number } | null {
  for (const { id, docker } of traffic.of('ContainerList')) {
    for (const item of listAt(docker.members.response)) {
      if (!listAt(item, 'Ports').some((one) => numberAt(one, 'PublicPort') === port)) continue;
      const name = textsAt(item, 'Names')[0]?.replace(/^\//, '') ?? null;
      const project = textAt(item, 'Labels', 'com.docker.compose.project');
      const of = project === null ? '' : ` of project "${quoted(project)}"`;
      return {
        words: `${lowerFirst(containerWords({ name, image: textAt(item, 'Image') }))}${of}`,
        exchange: id,
      };
    }
  }
  const create = traffic
    .of('ContainerCreate')
    .findLast(
      ({ id, docker }) =>
        id < before &&
        docker.process?.ports.some((text) => new RegExp(`(^|:)${port}:`).test(text)) === true &&
        startedOf(id, docker.container?.id ?? '', before, traffic),
    );
  if (create === undefined) return null;
  const words = containerWords({
    name: create.docker.container?.name ?? null,
    image: create.docker.images[0] ?? null,
  });
  return { words: `${lowerFirst(words)} of this job`, exchange: create.id };
}

function startedOf(after: number, container: string, before: number, traffic: Traffic): boolean {
  return traffic
    .of('ContainerStart')
    .some(
      ({ id, docker }) =>
        id > after && id < before && docker.container?.id === container && docker.error === null,
    );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
