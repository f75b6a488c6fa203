import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { errorOf } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** Tokens of registries live five minutes by default, and a little of it is gone when the push begins. */
const TOKEN_MS = 4 * 60_000;
const EXPIRED = /unauthorized|authentication required|denied/i;

export const authTokenExpired = rule({
  id: 'auth-token-expired-during-push',
  phase: 'auth',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: '`unauthorized: authentication required` in the middle of a push whose first layers went well.',
  cause:
    'The token that the registry gave at the start of the push expired while a large layer was uploading.',
  fix: 'Raise the lifetime of tokens in the registry, split the large layer, or log in again before the push.',
  evidence:
    'A push showed progress of its layers, and was refused more than 4 minutes after it began to answer.',
  judge: ({ traffic }) => {
    const pushes = traffic.of('ImagePush');
    if (pushes.length === 0) return null;
    return pushes.flatMap((push) => {
      const layers = push.docker.progress?.layers ?? [];
      const begun = layers.filter(({ status }) => /^(Pushing|Pushed)/.test(status));
      const lasted = push.timing.receiveMs ?? 0;
      if (begun.length === 0 || lasted < TOKEN_MS || !EXPIRED.test(errorOf(push)?.message ?? '')) return [];
      const sizes = layers.map(({ total, current }) => total ?? current ?? 0);
      const largest = Math.max(0, ...sizes);
      const layer = largest === 0 ? 'a layer' : `a layer of ${formatBytes(largest)}`;
      return [
        {
          message: `The registry's token expired while ${layer} was uploading (${formatDuration(lasted)}): ${quoted(errorOf(push)?.message ?? '')}`,
          exchanges: [push.id],
        },
      ];
    });
  },
});
