import type { BuildStep } from '../../../model/build.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { safeLines } from '../../../views/view-model/safe-text.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { stepPlace } from '../../steps.ts';
import type { Traffic } from '../../traffic.ts';

const LONG_MS = 120_000;

/** How package managers begin to download. */
const DOWNLOAD = /\b(fetch|downloading|pulling|collecting|get:\d*|retrieving|cloning into)\b/i;

export const buildSilentStep = rule({
  id: 'build-silent-step',
  phase: 'build',
  severity: 'warn',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: 'A build hangs in a step that prints nothing.',
  cause:
    'The command of the step waits: for a download whose packets are lost, for a name that is not resolved, for a lock, or for input that never comes.',
  fix: 'Look first at mtu-mismatch, daemon-dns-fallback and the HTTP proxy of the daemon.',
  evidence:
    'Nothing was heard of a step that ran for more than 120 s. If its last line begins a download, the network is suspect.',
  judge: ({ traffic }) => {
    const builds = traffic.builds.filter(({ docker }) => (docker.build?.steps.length ?? 0) > 0);
    if (builds.length === 0) return null;
    return builds.flatMap((exchange) =>
      (exchange.docker.build?.steps ?? []).flatMap((step) => {
        const quiet = Math.max(step.quietMs, untilEnd(step, exchange, traffic));
        if (quiet <= LONG_MS) return [];
        const last = safeLines(step.output).findLast((line) => line.trim() !== '');
        const download = last !== undefined && DOWNLOAD.test(last) ? '; its last line was a download' : '';
        return [
          {
            message: `Step ${quoted(stepPlace(step))} "${quoted(step.instruction)}" printed nothing for ${formatDuration(quiet)}${download}.`,
            details: last === undefined ? [] : [last],
            exchanges: [exchange.id],
          },
        ];
      }),
    );
  },
});

/** Of a step that still ran: from its last news to the end of the build, or of what was captured of it. */
function untilEnd({ durationMs, lastNewsMs }: BuildStep, exchange: Exchange, traffic: Traffic): number {
  if (durationMs !== null || lastNewsMs === null) return 0;
  const closedAt = traffic.connection(exchange.connection)?.closedAt ?? null;
  const start = exchange.request?.time ?? null;
  const total =
    exchange.timing.totalMs ?? (closedAt === null || start === null ? null : (closedAt - start) / 1000);
  return total === null ? 0 : total - lastNewsMs;
}
