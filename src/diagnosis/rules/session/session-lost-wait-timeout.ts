import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { openedSessions } from '../../sessions.ts';
import { toldErrors } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

/** How long BuildKit waits for a session (session/manager.go). */
const WAIT_MS = 5_000;

export const sessionLostWaitTimeout = rule({
  id: 'session-lost-wait-timeout',
  phase: 'session',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: '`no active session for …: context deadline exceeded`.',
  cause:
    'The daemon that builds does not have the session: it ended too early, came too late, or went to another daemon behind a load balancer.',
  fix: 'Send all connections of one build to one daemon, put no balancer for HTTP in front of it, and upgrade buildx.',
  evidence:
    'That error, and a session of that id which was closed before, opened more than 5 s later, or opened at another address.',
  judge: ({ traffic }) => {
    const sessions = openedSessions(traffic);
    if (sessions.length === 0) return null;
    return toldErrors(traffic, /no active session for (\S+?):? context deadline exceeded/).flatMap(
      ({ match, exchanges }) => {
        const session = sessions.find(({ id }) => id === match[1]);
        const [build] = exchanges;
        if (session === undefined || build === undefined) return [];
        return [
          {
            message: reason(build, session.exchange, traffic),
            exchanges: [...exchanges.map(({ id }) => id), session.exchange.id],
            connections: [session.exchange.connection],
          },
        ];
      },
    );
  },
});

function reason(build: Exchange, session: Exchange, traffic: Traffic): string {
  if (session.server !== build.server) {
    return `The build went to ${quoted(build.server)}, but its session to ${quoted(session.server)}.`;
  }
  const [asked, opened] = [build.request?.time ?? 0, session.request?.time ?? 0];
  if (opened - asked > WAIT_MS * 1000) {
    return `The session of the build was opened ${formatDuration((opened - asked) / 1000)} after it; BuildKit waits for 5 s.`;
  }
  const closedAt = traffic.connection(session.connection)?.closedAt ?? null;
  const end = asked + (build.timing.totalMs ?? 0) * 1000;
  if (closedAt !== null && closedAt < end) {
    return `The session of the build was closed ${formatDuration((end - closedAt) / 1000)} before the build ended.`;
  }
  return 'The daemon that built did not find the session of the build, though it was open: it may have been another daemon.';
}
