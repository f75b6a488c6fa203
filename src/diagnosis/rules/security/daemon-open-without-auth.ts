import { doorWords, isLoopback } from '../../doors.ts';
import { rule } from '../../rule.ts';

export const daemonOpenWithoutAuth = rule({
  id: 'daemon-open-without-auth',
  phase: 'security',
  severity: 'sec-high',
  certainty: 'sure',
  needs: ['probe'],
  symptom:
    'Nothing is seen; everything on the network can start containers, with the file system of the host in them.',
  cause: 'dind was started without TLS (`DOCKER_TLS_CERTDIR=""`), and asks nobody who he is.',
  fix: 'Let dind use TLS with client certificates (DOCKER_TLS_CERTDIR=/certs), or let a network policy keep others away.',
  evidence: '`/_ping` is answered with 200 over TCP without TLS, from another host than this one.',
  judge: ({ probe }) => {
    const tcp = probe.doors.filter(({ port }) => port !== null);
    if (probe.host === null || tcp.length === 0) return null;
    if (probe.resolution?.error != null || isLoopback(probe)) return [];
    return tcp
      .filter(({ speaks, status }) => speaks === 'http' && status === 200)
      .map((door) => ({
        message: `Anyone on this network can be root on ${doorWords(door)}: it asks for no certificate.`,
      }));
  },
});
