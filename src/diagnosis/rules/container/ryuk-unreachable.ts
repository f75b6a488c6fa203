import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { createdContainers, isAbout } from '../../containers.ts';
import { namesAt } from '../../members.ts';
import { rule } from '../../rule.ts';

/** testcontainers gives up the connection to its reaper after this long. */
const PATIENCE_MS = 30_000;

export const ryukUnreachable = rule({
  id: 'ryuk-unreachable',
  phase: 'container',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: '`Could not connect to Ryuk at …`, and no test runs.',
  cause:
    'testcontainers started its reaper, but cannot reach the port that it publishes on the machine of the daemon.',
  fix: 'Set TESTCONTAINERS_HOST_OVERRIDE to the host of the daemon (docker with dind, host.docker.internal with a mounted socket).',
  evidence:
    'A ryuk container was started, no other test container was created after it, and it was removed within 30 s or nothing followed.',
  judge: ({ traffic }) => {
    const ryuks = createdContainers(traffic).filter(
      ({ image }) => image !== null && /(^|\/)ryuk(:|$|@)/.test(image),
    );
    if (ryuks.length === 0) return null;
    return ryuks.flatMap((ryuk) => {
      const start = traffic
        .of('ContainerStart')
        .find((one) => isAbout(one, ryuk) && one.response?.status === 204);
      if (start?.response == null) return [];
      const started = start.response.time;
      const used = traffic
        .of('ContainerCreate')
        .some(
          (create) =>
            create.id > start.id &&
            namesAt(create.docker.members.request, 'Labels').some((name) =>
              name.startsWith('org.testcontainers'),
            ),
        );
      if (used) return [];
      const removed = traffic.of('ContainerDelete').find((one) => isAbout(one, ryuk));
      const last = removed ?? traffic.exchanges.at(-1) ?? start;
      const lived = (timeOf(last) - started) / 1000;
      // A reaper that lived long was of use, even where nothing was created through this capture.
      if (lived > PATIENCE_MS && removed !== undefined) return [];
      return [
        {
          message: `The reaper of testcontainers (ryuk) runs, but no test container came after it${removed === undefined ? '' : `, and it was removed after ${formatDuration(lived)}`}: the tests cannot reach its port.`,
          exchanges: [ryuk.create.id, start.id, ...(removed === undefined ? [] : [removed.id])],
        },
      ];
    });
  },
});

function timeOf({ request, response }: Exchange): number {
  return request?.time ?? response?.time ?? 0;
}
