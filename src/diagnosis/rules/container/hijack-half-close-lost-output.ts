import type { Connection } from '../../../model/connection.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { memberAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

/** A client without input ends its side at once, and a proxy that takes this for the end closes at once too. */
const AT_ONCE = 1_000_000;

export const hijackHalfCloseLostOutput = rule({
  id: 'hijack-half-close-lost-output',
  phase: 'container',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: '`docker exec` or `docker run` prints nothing and ends with 0, and works with -i.',
  cause:
    'A client that has no input ends its side of the stream at once and goes on reading. A proxy in the path takes that for the end of both, and the output is lost.',
  fix: 'Go around the proxy, or use one that forwards TCP as it is; docker exec -i helps until then.',
  evidence:
    'The client half-closed within a second of the upgrade, the other side closed at once without a byte of output, and the command ran on.',
  judge: ({ traffic }) => {
    const streams = traffic.exchanges.filter(
      ({ operation, hijack }) =>
        hijack !== null && (operation === 'ExecStart' || operation === 'ContainerAttach'),
    );
    if (streams.length === 0) return null;
    return streams.flatMap((stream) => {
      const connection = traffic.connection(stream.connection);
      const closedAt = connection === null ? null : closedAtOnce(stream, connection);
      if (connection === null || closedAt === null || (stream.hijack?.serverBytes ?? 1) > 0) return [];
      const later = ranOn(stream, closedAt, traffic);
      if (later === null) return [];
      const after = formatDuration((closedAt - (connection.endedAt.client ?? closedAt)) / 1000);
      return [
        {
          message: `"${quoted(stream.summary)}" ended with 0 bytes of output, ${after} after the client half-closed and before the command was over: a proxy in the path does not support half-close.`,
          exchanges: [stream.id, later.id],
          connections: [connection.id],
        },
      ];
    });
  },
});

/** When the side of the daemon closed, if that was at once and the client's was first. */
function closedAtOnce({ response }: Exchange, { endedAt, closedAt, closedBy }: Connection): number | null {
  const { client } = endedAt;
  const server = endedAt.server ?? (closedBy === 'reset' ? closedAt : null);
  if (response === null || client === null || server === null) return null;
  const quick = client - response.time < AT_ONCE && server >= client && server - client < AT_ONCE;
  return quick ? server : null;
}

/** What shows that the command outlived the stream, and that the client did too. */
function ranOn(stream: Exchange, closedAt: number, traffic: Traffic): Exchange | null {
  const after = ({ request }: Exchange): boolean => (request?.time ?? 0) >= closedAt;
  if (stream.operation === 'ExecStart') {
    const exec = idIn(stream);
    const inspects = traffic.of('ExecInspect').filter((one) => after(one) && idIn(one) === exec);
    return inspects.find(({ docker }) => memberAt(docker.members.response, 'Running') === true) ?? null;
  }
  const same = ({ docker }: Exchange): boolean =>
    docker.container?.id != null && docker.container.id === stream.docker.container?.id;
  // `docker run` attaches before it starts.
  return (
    traffic.of('ContainerStart').find((one) => same(one) && after(one) && one.docker.error === null) ?? null
  );
}

function idIn({ request }: Exchange): string {
  return /^\/exec\/([^/]+)/.exec(request?.path ?? '')?.[1] ?? '';
}
