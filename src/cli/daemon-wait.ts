import { awaitDaemon } from '../capture/daemon/await-daemon.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { gatherEnvironment } from '../probe/gather-environment.ts';
import { probeDaemon } from '../probe/probe-daemon.ts';
import { formatDuration } from '../views/view-model/format-duration.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { type Context, warn } from './context.ts';
import { daemonTarget, daemonText, type TargetOptions, targetVariables } from './daemon-target.ts';
import { ProgramError } from './exit.ts';

/**
 * Waits until the daemon answers and says on standard error what there is to see meanwhile, a line for each
 * change. False where somebody interrupts. Throws `ProgramError` when `timeoutMs` have passed.
 */
export async function daemonAnswers(
  options: TargetOptions,
  timeoutMs: number,
  context: Context,
): Promise<boolean> {
  const waited = await awaitDaemon({
    locate: () => daemonTarget(options, context),
    timeoutMs,
    interrupted: context.interrupted,
    onChange: (daemon, why) => warn(context, `waiting for ${daemonText(daemon)}: ${safeText(why)}`),
  });
  const after = formatDuration(waited.afterMs);
  if (waited.kind === 'answers') {
    const version = waited.apiVersion === null ? '' : ` (API ${safeText(waited.apiVersion)})`;
    warn(context, `${daemonText(waited.daemon)} answers after ${after}${version}`);
    return true;
  }
  if (context.interrupted.aborted) return false;
  const why = await reason(options, waited.afterMs, context);
  throw new ProgramError(
    `${daemonText(waited.daemon)} did not answer within ${formatDuration(timeoutMs)}: ${why ?? safeText(waited.why)}`,
  );
}

/** What a rule says of it and what to do, as the end of a line; null where none says anything. */
async function reason(options: TargetOptions, forMs: number, context: Context): Promise<string | null> {
  const environment = gatherEnvironment({ env: targetVariables(options, context.env) });
  if (environment.daemon === null) return null;
  const probe = await probeDaemon(environment.daemon, {
    waited: { forMs, answered: false },
    stopped: context.interrupted,
  });
  const { findings } = diagnose({ traffic: null, environment, probe, baseline: null });
  const found =
    findings.find(({ severity }) => severity === 'error') ??
    findings.find(({ phase }) => phase === 'connect');
  return found === undefined ? null : `${found.message.replace(/\.$/, '')}; to do: ${found.fix}`;
}
