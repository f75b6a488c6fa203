import type { BuildStep } from '../../../model/build.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { exitCodeOf, firstFailed } from '../../steps.ts';
import type { Traffic } from '../../traffic.ts';

/** 128 and the number of SIGKILL. */
const KILLED = 137;

export const buildOomKilled = rule({
  id: 'build-oom-killed',
  phase: 'build',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: 'A step of a build ends with 137 or `signal: killed`, and prints no reason.',
  cause: 'The kernel kills the largest process when the memory of the daemon or its limit is used up.',
  fix: 'Give the daemon more memory, run fewer steps side by side, or let the tool use less (node: --max-old-space-size).',
  evidence: 'A step that ended with code 137, or was ended by SIGKILL.',
  judge: ({ traffic }) => {
    // A build that the client broke off kills its steps too.
    const builds = traffic.builds.filter(
      (build) => (build.docker.build?.steps.length ?? 0) > 0 && !wasBrokenOff(build, traffic),
    );
    if (builds.length === 0) return null;
    return builds.flatMap(({ id, docker }) => {
      const step = firstFailed(docker.build?.steps ?? []);
      if (step === null || !isKilled(step)) return [];
      const after = step.durationMs === null ? '' : ` after ${formatDuration(step.durationMs)}`;
      return [
        {
          message: `"${quoted(step.instruction)}" was killed${after} (137): most likely the memory of the daemon was used up.`,
          exchanges: [id],
        },
      ];
    });
  },
});

function isKilled(step: BuildStep): boolean {
  return exitCodeOf(step) === KILLED || /signal: killed|cannot allocate memory/i.test(step.error ?? '');
}

/** A classic client closes its connection, Docker 20.10 with BuildKit asks for an end, buildx resets the call. */
function wasBrokenOff({ id, server, state }: Exchange, traffic: Traffic): boolean {
  return (
    state !== 'complete' ||
    traffic.of('BuildCancel').some((cancel) => cancel.id > id && cancel.server === server)
  );
}
