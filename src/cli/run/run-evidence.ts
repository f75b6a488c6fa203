import type { DaemonProbe } from '../../model/daemon-probe.ts';
import type { JobEnvironment } from '../../model/job-environment.ts';
import { gatherEnvironment } from '../../probe/gather-environment.ts';
import { probeDaemon } from '../../probe/probe-daemon.ts';
import type { Context } from '../context.ts';

/** What rules look at beside the traffic of a run. */
export interface RunEvidence {
  readonly environment: JobEnvironment;
  readonly probe: DaemonProbe | null;
}

/** A command that has ended. */
export interface EndedRun {
  readonly words: readonly string[];
  readonly exitCode: number;
  /** Paths that its containers were given: whether they are here tells whose they are. */
  readonly boundSources: readonly string[];
}

/**
 * The job as the command saw it, and the daemon as it answers after its end. A daemon that was named with
 * `--target` is none that the job's variables are about, so it is not asked.
 */
export async function runEvidence(
  { words, exitCode, boundSources }: EndedRun,
  asks: boolean,
  stopped: AbortSignal,
  { env }: Context,
): Promise<RunEvidence> {
  const environment = gatherEnvironment({ env, command: { words, exitCode }, files: boundSources });
  const { daemon } = environment;
  return { environment, probe: daemon === null || !asks ? null : await probeDaemon(daemon, { stopped }) };
}
