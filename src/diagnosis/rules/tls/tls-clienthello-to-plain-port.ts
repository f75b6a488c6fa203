import { formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { doorWords, ownDoor, settingsFor } from '../../doors.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';

export const tlsClientHelloToPlainPort = rule({
  id: 'tls-clienthello-to-plain-port',
  phase: 'tls',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`http: server gave HTTP response to HTTPS client`.',
  cause:
    'DOCKER_TLS_VERIFY or the docker context asks for TLS, and dind was started without (DOCKER_TLS_CERTDIR is empty).',
  fix: 'Unset DOCKER_TLS_VERIFY, or turn TLS on in dind and use port 2376.',
  evidence: 'A connection that begins with a ClientHello is answered in plain HTTP.',
  judge: ({ traffic }) => {
    if (traffic.connections.length === 0) return null;
    const mistaken = traffic.connections.filter(({ tls }) => tls?.plainAnswer === true);
    const servers = [...new Set(mistaken.map(({ server }) => server))];
    return servers.map((server) => {
      const here = mistaken.filter((each) => each.server === server);
      return {
        message: `The client speaks TLS but the daemon at ${quoted(server)} does not (${formatQuantity(here.length, 'connection')}).`,
        connections: here.map(({ id }) => id),
      };
    });
  },
  also: witness({
    needs: ['probe'],
    evidence: 'The port that a client with TLS would use answers in plain HTTP.',
    judge: ({ probe }) => {
      const door = ownDoor(probe);
      if (door === null || door.port === null || door.speaks === null) return null;
      if (probe.tls === null || door.speaks !== 'http') return [];
      return [
        {
          message: `The client wants TLS, but the daemon on ${doorWords(door)} speaks plain HTTP.`,
          fix: `Set ${settingsFor(door)}; or DOCKER_TLS_CERTDIR=/certs for dind, and port 2376.`,
        },
      ];
    },
  }),
});
