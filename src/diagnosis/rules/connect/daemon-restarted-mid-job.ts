import type { Connection } from '../../../model/connection.ts';
import { formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { wasRefused, wasUsed } from '../../connection-words.ts';
import { quoted } from '../../quoted.ts';
import type { Found } from '../../rule.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

/** A process that dies takes its connections with it at once. */
const TOGETHER_US = 1_000_000;
/** A client tries again soon; what is refused an hour later has another reason. */
const AFTERWARDS_US = 120_000_000;

export const daemonRestartedMidJob = rule({
  id: 'daemon-restarted-mid-job',
  phase: 'connect',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`unexpected EOF`, `connection reset by peer`, then `Cannot connect to the Docker daemon`.',
  cause: 'dind ran out of memory, its pod was evicted, or it was ended before the job was.',
  fix: 'Raise the memory limit of dind, and keep it alive until the job ends (native sidecar, preStop).',
  evidence:
    "The daemon's side cut two or more connections within 1 s, in the middle of an answer, and then refused others; likely where it was one.",
  judge: ({ traffic }) => {
    const { connections } = traffic;
    if (!connections.some(({ endedFirst }) => endedFirst !== null)) return null;
    const servers = [...new Set(connections.map(({ server }) => server))];
    return servers.flatMap((server) => cutsAt(server, traffic));
  },
});

function cutsAt(server: string, traffic: Traffic): readonly Found[] {
  const here = traffic.connections.filter((each) => each.server === server);
  const broken = here.filter((each) => isBroken(each, traffic));
  const found: Found[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { endedFirst } of broken) {
    const at = endedFirst?.at ?? 0;
    if (at - last <= TOGETHER_US) continue;
    last = at;
    const cut = here.filter(
      (each) => wasEndedByServer(each) && Math.abs((each.endedFirst?.at ?? 0) - at) <= TOGETHER_US,
    );
    const refused = here.filter((each) => wasRefused(each) && within(each.openedAt, at, AFTERWARDS_US));
    if (refused.length === 0) continue;
    const back = here.find((each) => wasUsed(each) && within(each.openedAt, at, Number.POSITIVE_INFINITY));
    found.push({
      message: `The daemon at ${quoted(server)} went away: ${cutWords(cut.length)}, and ${closedWords(at, back)}.`,
      certainty: cut.length > 1 ? 'sure' : 'likely',
      connections: [...cut, ...refused].map(({ id }) => id).sort((one, other) => one - other),
      exchanges: traffic.exchanges
        .filter(({ state, connection }) => state === 'aborted' && cut.some(({ id }) => id === connection))
        .map(({ id }) => id),
    });
  }
  return found;
}

function cutWords(count: number): string {
  return count === 1
    ? '1 connection was cut in the middle of an answer'
    : `${formatQuantity(count, 'connection')} were cut together`;
}

function closedWords(at: number, back: Connection | undefined): string {
  if (back === undefined) return 'the port was closed from then on';
  return `the port was closed for ${formatDuration((back.openedAt - at) / 1000)}`;
}

function within(time: number, from: number, span: number): boolean {
  return time > from && time - from <= span;
}

/** An idle connection may be closed at any time; one in the middle of an answer may not. */
function isBroken(connection: Connection, { exchanges }: Traffic): boolean {
  if (!wasEndedByServer(connection)) return false;
  return exchanges.some((each) => each.connection === connection.id && each.state === 'aborted');
}

function wasEndedByServer(connection: Connection): boolean {
  return connection.endedFirst?.side === 'server' && wasUsed(connection);
}
