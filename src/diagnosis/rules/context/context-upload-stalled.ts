import type { Exchange } from '../../../model/exchange.ts';
import type { Pause } from '../../../model/pause.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';
import { isDamaged, uploads, uploadWords } from '../../uploads.ts';

const STALLED_MS = 30_000;

export const contextUploadStalled = rule({
  id: 'context-upload-stalled',
  phase: 'context',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: 'The build hangs at "Sending build context" until the job is ended.',
  cause:
    'Full-size packets do not get through (an MTU too large for the way), or the daemon has no disk or CPU left.',
  fix: 'Compare the MTU of the network with that of dind (rule mtu-mismatch); look at the disk and the CPU of the daemon.',
  evidence:
    'In the middle of an upload nothing of it moved for 30 s, nothing was answered, and neither side had ended.',
  judge: ({ traffic }) =>
    uploads(traffic)?.flatMap((upload) => {
      const pause = longestPause(upload);
      if (pause === null || isDamaged(upload) || wasAnswered(upload) || wasEnded(upload, traffic)) return [];
      return [
        {
          message: `Sending ${uploadWords(upload)} stopped after ${formatBytes(pause.afterBytes)}, and nothing moved for ${formatDuration(pause.ms)}.`,
          exchanges: [upload.id],
          connections: [upload.connection],
        },
      ];
    }) ?? null,
});

/** In the midst of the upload, and longer than what is no stall; null for none. */
function longestPause({ request }: Exchange): Pause | null {
  const stalls = request?.body.pauses.filter(({ ms, afterBytes }) => ms > STALLED_MS && afterBytes > 0) ?? [];
  return stalls.reduce<Pause | null>((most, one) => (one.ms > (most?.ms ?? 0) ? one : most), null);
}

/** A daemon that has answered reads on only as far as it likes. */
function wasAnswered({ request, response, timing }: Exchange): boolean {
  if (request === null || response === null) return false;
  return timing.sendMs === null || response.time < request.time + timing.sendMs * 1000;
}

/** Ended by a side that could do without the rest. */
function wasEnded({ connection, request }: Exchange, traffic: Traffic): boolean {
  if (request?.body.complete) return false;
  const ended = traffic.connection(connection)?.endedFirst ?? null;
  return ended !== null && (ended.at - (request?.time ?? 0)) / 1000 < STALLED_MS;
}
