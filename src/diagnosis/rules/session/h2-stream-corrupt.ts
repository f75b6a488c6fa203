import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

export const h2StreamCorrupt = rule({
  id: 'h2-stream-corrupt',
  phase: 'session',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`http2: frame too large`, or `initial http2 frame from server is not a settings frame`.',
  cause:
    'Behind the upgrade something else than the daemon answers: a proxy, or a helper that writes its error into the stream.',
  fix: 'Repair what sent it, mostly a proxy or a helper container; what it says is in the message.',
  evidence:
    "After a 101 with `Upgrade: h2c` the first bytes of the daemon's side are neither a SETTINGS frame nor the preface of HTTP/2.",
  judge: ({ traffic }) => {
    const upgraded = traffic.exchanges.filter(({ hijack }) => hijack?.protocol === 'h2c');
    if (upgraded.length === 0) return null;
    return upgraded.flatMap(({ id, connection }) => {
      const issue = traffic.connection(connection)?.issues.find(({ code }) => code === 'pipeline/not-http2');
      if (issue === undefined) return [];
      const said = issue.message.replace(/^.* began with /, '');
      return [
        {
          message: `Where HTTP/2 was expected the daemon's side sent ${quoted(said)}.`,
          exchanges: [id],
          connections: [connection],
        },
      ];
    });
  },
});
