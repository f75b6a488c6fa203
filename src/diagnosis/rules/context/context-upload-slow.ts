import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';
import { isDamaged, uploads, uploadWords } from '../../uploads.ts';

const LONG_MS = 10_000;
/** Bytes a second. */
const SLOW = 10_000_000;
/** Parts of the time for which the daemon read nothing: it is the slow one, or it is not. */
const MOST = 0.5;
const LITTLE = 0.1;
/** What is less than that waits for something else than the network: a client that has nothing to send. */
const NOTABLE = 1_000_000;

export const contextUploadSlow = rule({
  id: 'context-upload-slow',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'The build stands at "Sending build context" for a long time.',
  cause:
    'The client reads many files, the daemon is short of CPU or disk, or the way between them is long or narrow.',
  fix: 'Send less (.dockerignore), give dind more CPU and a disk of its own and not vfs, or run it beside the job.',
  evidence:
    'An upload of more than 1 MB took more than 10 s and ran below 10 MB/s. How long the daemon offered a window of 0, and so read nothing, tells whose fault that is.',
  judge: ({ traffic }) =>
    uploads(traffic)?.flatMap((upload) => {
      const bytes = upload.request?.body.bytes ?? 0;
      const ms = upload.timing.sendMs ?? 0;
      if (isDamaged(upload) || bytes < NOTABLE || ms <= LONG_MS) return [];
      const rate = (bytes * 1000) / ms;
      if (rate >= SLOW) return [];
      return [
        {
          message: `Sending ${uploadWords(upload)} (${formatBytes(bytes)}) took ${formatDuration(ms)}, ${formatBytes(rate)} a second${boundBy(upload, traffic, ms)}.`,
          exchanges: [upload.id],
          connections: [upload.connection],
        },
      ];
    }) ?? null,
});

/** Who had the other wait, where that is plain. */
function boundBy({ connection }: Exchange, traffic: Traffic, ms: number): string {
  const stalled = traffic.connection(connection)?.fromServer.stalledMs;
  if (stalled === undefined) return '';
  const part = Math.min(1, stalled / ms);
  if (part >= MOST) return `; the daemon read nothing for ${Math.round(part * 100)} % of that time`;
  return part <= LITTLE ? '; the daemon was ready to read, so the client or the way to it is slow' : '';
}
