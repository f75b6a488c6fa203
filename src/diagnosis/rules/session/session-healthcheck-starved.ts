import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

/** BuildKit asks every 5 s, waits for 15 s, and gives up after two (session/grpc.go). */
const PATIENCE_MS = 15_000;
const FAILURES = 2;

export const sessionHealthcheckStarved = rule({
  id: 'session-healthcheck-starved',
  phase: 'session',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: 'A build with a large context ends with `context canceled` or EOF in the midst of the upload.',
  cause:
    'The daemon asks over the session whether the client is there. Where the upload fills the connection, or a proxy holds bytes back, the answer comes too late.',
  fix: 'Send a smaller context, run fewer builds at once, and take proxies that buffer out of the path.',
  evidence: 'Two `grpc.health.v1.Health/Check` of one session in a row had no answer for 15 s or more.',
  judge: ({ traffic }) => {
    const checks = traffic
      .of('grpc.health.v1.Health/Check')
      .filter(({ docker }) => docker.grpc?.caller === 'daemon');
    if (checks.length === 0) return null;
    return [...new Set(checks.map(({ connection }) => connection))].flatMap((connection) => {
      const own = checks.filter((check) => check.connection === connection);
      let starved: Exchange[] = [];
      for (const check of own) {
        starved = unansweredMs(check, traffic) >= PATIENCE_MS ? [...starved, check] : [];
        if (starved.length === FAILURES) break;
      }
      if (starved.length < FAILURES) return [];
      const waits = starved.map((check) => formatDuration(unansweredMs(check, traffic))).join(' and ');
      return [
        {
          message: `Two health checks of the daemon in a row went unanswered on the session (${waits}).`,
          exchanges: starved.map(({ id }) => id),
          connections: [connection],
        },
      ];
    });
  },
});

/** 0 for one that was answered in time. */
function unansweredMs({ docker, request, response, timing, connection }: Exchange, traffic: Traffic): number {
  if (docker.grpc?.status?.code === 0) return timing.waitMs ?? 0;
  const end = traffic.connection(connection)?.closedAt ?? null;
  if (timing.totalMs !== null) return timing.totalMs;
  return request === null || end === null || response !== null ? 0 : (end - request.time) / 1000;
}
