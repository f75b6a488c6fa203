import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

/** Seconds after which well-known middlemen drop what is quiet; AWS's network load balancer after 350. */
const TIMEOUTS: readonly number[] = [60, 300, 350, 600, 900];
const NEAR_SECONDS = 3;
const SHORTEST_SECONDS = 50;

const LONG_LIVED: ReadonlySet<string | null> = new Set([
  'ContainerAttach',
  'ExecStart',
  'ContainerLogs',
  'ContainerWait',
  'SystemEvents',
  'ImageBuild',
  'Grpc',
  'Session',
  'moby.buildkit.v1.Control/Solve',
  'moby.buildkit.v1.Control/Status',
]);

interface Cut {
  readonly exchange: Exchange;
  readonly seconds: number;
}

export const idleStreamCut = rule({
  id: 'idle-stream-cut',
  phase: 'container',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: 'A build, exec or log stream dies with EOF after a quiet time, always after about as long.',
  cause:
    'A load balancer, a NAT or a proxy in the path drops connections on which nothing is sent for some time.',
  fix: 'Raise its idle timeout, let the client send TCP keepalives more often than that, or print progress.',
  evidence:
    'A stream was broken off after a silence of about 60, 300, 350, 600 or 900 s, or several were after equally long ones of 50 s and more.',
  judge: ({ traffic }) => {
    const streams = traffic.exchanges.filter(
      ({ operation, hijack }) => hijack !== null || LONG_LIVED.has(operation),
    );
    if (streams.length === 0) return null;
    const cuts = streams.flatMap((exchange) => cutOf(exchange, traffic) ?? []);
    const told = new Set<number>();
    return cuts.flatMap((cut) => {
      const known = TIMEOUTS.find((timeout) => Math.abs(cut.seconds - timeout) <= NEAR_SECONDS);
      const repeated = cuts.some(
        (other) =>
          other.exchange.connection !== cut.exchange.connection &&
          Math.abs(other.seconds - cut.seconds) <= NEAR_SECONDS,
      );
      if ((known === undefined && !repeated) || told.has(cut.exchange.connection)) return [];
      told.add(cut.exchange.connection);
      const timeout =
        known === 350 ? 'an idle timeout (350 s is that of AWS network load balancers)' : 'an idle timeout';
      return [
        {
          message: `"${quoted(cut.exchange.summary)}" was cut after ${formatDuration(cut.seconds * 1000)} of silence: ${timeout} of something in the path.`,
          exchanges: [cut.exchange.id],
          connections: [cut.exchange.connection],
        },
      ];
    });
  },
});

function cutOf(exchange: Exchange, traffic: Traffic): Cut | null {
  const connection = traffic.connection(exchange.connection);
  if (connection === null || connection.closedAt === null) return null;
  const { closedBy, lastByteAt, closedAt, endedAt } = connection;
  // A client that half-closed and reads on is quiet, and so is one that was done.
  const byReset = closedBy === 'reset' && exchange.state !== 'complete';
  const byEnd = closedBy === 'fin' && exchange.state === 'aborted';
  if (!byReset && !byEnd) return null;
  const last = Math.max(lastByteAt.client ?? 0, lastByteAt.server ?? 0);
  const end = Math.min(
    ...([endedAt.client, endedAt.server, closedAt].filter(
      (time) => time !== null && time >= last,
    ) as number[]),
  );
  const seconds = (end - last) / 1_000_000;
  return last > 0 && seconds >= SHORTEST_SECONDS ? { exchange, seconds } : null;
}
