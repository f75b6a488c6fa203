import { doorWords, ownDoor, settingsFor } from '../../doors.ts';
import { clientWords, errorOf, grouped } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';

const SENTENCE = /^client sent an http request to an https server/i;

export const tlsHttpToHttpsPort = rule({
  id: 'tls-http-to-https-port',
  phase: 'tls',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`Client sent an HTTP request to an HTTPS server.`',
  cause:
    'The daemon speaks TLS, and the client does not see DOCKER_TLS_VERIFY or DOCKER_CERT_PATH, or ignores them.',
  fix: 'Set all three: DOCKER_HOST=tcp://docker:2376, DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH=/certs/client; upgrade a client that ignores them.',
  evidence: "A request in plain HTTP is answered 400 with that sentence, as Go's TLS server does.",
  judge: ({ traffic }) => {
    if (traffic.exchanges.length === 0) return null;
    const plain = traffic.exchanges.filter(
      (one) => one.response?.status === 400 && SENTENCE.test(errorOf(one)?.message ?? ''),
    );
    return grouped(plain, ({ server }) => server).map(({ first, ids }) => {
      const here = plain.filter(({ server }) => server === first.server);
      const clients = [...new Set(here.map(clientWords))].join(', ');
      return {
        message: `Plain HTTP was sent to ${quoted(first.server)}, which speaks TLS, by ${clients}: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH do not reach it.`,
        exchanges: ids,
      };
    });
  },
  also: witness({
    needs: ['probe'],
    evidence: 'The port that a client without TLS would use answers with TLS.',
    judge: ({ probe }) => {
      const door = ownDoor(probe);
      if (door === null || door.port === null || door.speaks === null) return null;
      if (probe.tls !== null || door.speaks !== 'tls') return [];
      return [
        {
          message: `${doorWords(door)} speaks TLS, and this client speaks plain HTTP: DOCKER_TLS_VERIFY is not set.`,
          fix: `Set ${settingsFor(door)}, with ca.pem, cert.pem and key.pem of the daemon in there.`,
        },
      ];
    },
  }),
});
