import type { Exchange } from '../../../model/exchange.ts';
import { formatCount } from '../../../views/view-model/format-bytes.ts';
import { errorOf } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { isDamaged, uploads, uploadWords } from '../../uploads.ts';

export const contextUploadAborted = rule({
  id: 'context-upload-aborted',
  phase: 'context',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`unexpected EOF`, or `Error processing tar file(exit status 1): unexpected EOF`.',
  cause:
    'The client was ended in the middle of its upload (a timeout of the job, a cancelled one), the daemon died, or something between them cut the connection.',
  fix: 'See who closed first: the client, look at the timeout of the job; the daemon, look at its memory and log.',
  evidence: 'A body that never ended, on a connection that one side closed or reset before any answer.',
  judge: ({ traffic }) =>
    uploads(traffic)?.flatMap((upload) => {
      if (upload.request === null || upload.request.body.complete || isDamaged(upload)) return [];
      if (upload.state !== 'aborted') return [];
      const ended = traffic.connection(upload.connection)?.endedFirst ?? null;
      if (ended === null || wasAnsweredBefore(upload, ended.at)) return [];
      const error = errorOf(upload)?.message;
      const answer = error === undefined ? 'without an answer' : `and the daemon answered: ${quoted(error)}`;
      return [
        {
          message: `Sending ${uploadWords(upload)} broke off at byte ${formatCount(upload.request.body.bytes)}: ${endWords(ended.side)}, ${answer}`,
          exchanges: [upload.id],
          connections: [upload.connection],
        },
      ];
    }) ?? null,
});

/** Then the rule about a refusal in the middle of an upload has the word. */
function wasAnsweredBefore({ response }: Exchange, endedAt: number): boolean {
  return response !== null && response.time < endedAt;
}

function endWords(side: 'client' | 'server'): string {
  return side === 'client'
    ? 'the client ended the connection first'
    : "the daemon's side ended the connection first";
}
