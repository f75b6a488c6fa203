import type { Connection } from '../../../model/connection.ts';
import { formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { portOf, wasRefused, wasUsed } from '../../connection-words.ts';
import { quoted } from '../../quoted.ts';
import type { Found } from '../../rule.ts';
import { rule } from '../../rule.ts';

export const connectDaemonNotReady = rule({
  id: 'connect-daemon-not-ready',
  phase: 'connect',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`Cannot connect to the Docker daemon`, and green when the job is run again.',
  cause: 'The job begins before dockerd listens: nothing waits for it.',
  fix: 'Wait for the daemon first: `dind-sniff wait`; on Kubernetes set HEALTHCHECK_TCP_PORT for the service, or run dind as a native sidecar.',
  evidence:
    'Connections were refused before the first one that was accepted; an error where none was accepted in the whole capture.',
  judge: ({ traffic }) => {
    const { connections } = traffic;
    if (!connections.some(({ handshake }) => handshake === 'seen')) return null;
    const refused = connections.filter(wasRefused);
    // By port: `localhost` is tried as ::1 first, and there is nothing wrong where 127.0.0.1 answers then.
    const ports = [...new Set(refused.map(({ server }) => portOf(server)))];
    return ports.flatMap((port) => {
      const accepted = connections.filter((each) => portOf(each.server) === port && wasUsed(each));
      const here = refused.filter(({ server }) => portOf(server) === port);
      return accepted.length === 0 ? never(here) : late(here, accepted);
    });
  },
});

function never(refused: readonly Connection[]): readonly Found[] {
  const servers = [...new Set(refused.map(({ server }) => server))].map(quoted).join(', ');
  return [
    {
      message: `Nothing listens at ${servers}: ${formatQuantity(refused.length, 'connection')} refused, none accepted.`,
      severity: 'error',
      connections: refused.map(({ id }) => id),
    },
  ];
}

function late(refused: readonly Connection[], accepted: readonly Connection[]): readonly Found[] {
  const ready = Math.min(...accepted.map(({ openedAt }) => openedAt));
  const hosts = new Set(accepted.map(({ server }) => server));
  const before = refused.filter(({ openedAt, server }) => openedAt < ready && hosts.has(server));
  const [first] = before;
  if (first === undefined) return [];
  const waited = formatDuration((ready - first.openedAt) / 1000);
  return [
    {
      message: `The daemon at ${quoted(first.server)} was ready ${waited} after the first attempt; ${formatQuantity(before.length, 'connection')} refused before that.`,
      connections: before.map(({ id }) => id),
    },
  ];
}
