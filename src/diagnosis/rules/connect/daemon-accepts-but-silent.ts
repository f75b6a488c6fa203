import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { doorWords, ownDoor } from '../../doors.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

/** A daemon that is up answers within milliseconds. */
const SILENCE_MS = 5000;

export const daemonAcceptsButSilent = rule({
  id: 'daemon-accepts-but-silent',
  phase: 'connect',
  severity: 'warn',
  certainty: 'likely',
  needs: ['probe'],
  symptom: 'The port is open, and docker commands hang.',
  cause:
    'dockerd opens its ports before it has begun to serve them; or it is dead behind a load balancer or docker-proxy, which accept for it.',
  fix: 'Wait for an answer to /_ping, never for an open port: dind-sniff wait does.',
  evidence: 'A connection is accepted, and for 5 s no byte comes in answer to `GET /_ping`.',
  judge: ({ probe }) => {
    const door = ownDoor(probe);
    if (door === null || probe.ping === null) return door?.error == null ? null : [];
    const { error, tookMs } = probe.ping;
    if (error !== 'silent' || tookMs < SILENCE_MS) return [];
    return [
      {
        message: `${doorWords(door)} is open, but the daemon has not answered /_ping for ${formatDuration(tookMs)}: it is still starting, or dead behind a proxy.`,
      },
    ];
  },
  also: witness({
    needs: ['traffic'],
    evidence: 'A ping in the capture got no answer for more than 5 s.',
    judge: ({ traffic }) => {
      const pings = [...traffic.of('SystemPing'), ...traffic.of('SystemPingHead')];
      if (pings.length === 0) return null;
      return pings.flatMap((ping) => {
        const silent = silence(ping, traffic);
        if (silent <= SILENCE_MS) return [];
        const end = ping.response === null ? 'and never answered' : 'before it answered';
        return [
          {
            message: `${quoted(ping.server)} took the connection, and was silent to /_ping for ${formatDuration(silent)} ${end}.`,
            exchanges: [ping.id],
            connections: [ping.connection],
          },
        ];
      });
    },
  }),
});

/** Milliseconds. Of a ping that was never answered, until its connection was given up. */
function silence({ request, response, connection, gaps, timing }: Exchange, traffic: Traffic): number {
  if (request === null || gaps.length > 0) return 0;
  if (response !== null) return timing.waitMs ?? 0;
  const closed = traffic.connection(connection)?.closedAt ?? null;
  return closed === null ? 0 : (closed - request.time) / 1000;
}
