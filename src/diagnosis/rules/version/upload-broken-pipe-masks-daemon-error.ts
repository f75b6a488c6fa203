import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { errorOf } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

const UPLOADS: ReadonlySet<string | null> = new Set([
  'ImageBuild',
  'ImageLoad',
  'ImageCreate',
  'PutContainerArchive',
]);

export const uploadBrokenPipe = rule({
  id: 'upload-broken-pipe-masks-daemon-error',
  phase: 'version',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`write: broken pipe` or `connection reset by peer` while the context is sent.',
  cause:
    'The daemon refused the request before it had read the body and closed the connection; the client still wrote, and never read the answer.',
  fix: "Repair what the daemon's answer says; the broken pipe is only its consequence.",
  evidence: 'An answer of status 400 or more came to an upload whose body never ended.',
  judge: ({ traffic }) => {
    const uploads = traffic.exchanges.filter(
      ({ operation, request }) => UPLOADS.has(operation) && request !== null,
    );
    if (uploads.length === 0) return null;
    return uploads
      .filter((one) => wasRefusedEarly(one, traffic))
      .map((exchange) => {
        const { id, request, response } = exchange;
        const reason = errorOf(exchange)?.message;
        const said = reason === undefined ? '' : ` "${quoted(reason)}"`;
        return {
          message: `"Broken pipe" is a symptom: after ${formatBytes(request?.body.bytes ?? 0)} of the upload the daemon had already answered ${response?.status}${said}.`,
          exchanges: [id],
        };
      });
  },
});

function wasRefusedEarly({ request, response, gaps, connection }: Exchange, traffic: Traffic): boolean {
  if (request === null || response === null || response.status < 400) return false;
  // A client that breaks off is answered too, and then that is what the answer is about.
  const ended = traffic.connection(connection)?.endedFirst ?? null;
  if (ended !== null && ended.side === 'client' && ended.at <= response.time) return false;
  return request.body.bytes > 0 && !request.body.complete && !gaps.some(({ side }) => side === 'request');
}
