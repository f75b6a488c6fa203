import type { DaemonProbe } from '../model/daemon-probe.ts';
import type { JobEnvironment } from '../model/job-environment.ts';
import type { Traffic } from './traffic.ts';

/** All that rules may look at; null for what nobody gathered. */
export interface Evidence {
  readonly traffic: Traffic | null;
  /** Variables and files of the job, and the command that was run. */
  readonly environment: JobEnvironment | null;
  /** What a daemon answered when it was asked. */
  readonly probe: DaemonProbe | null;
  /** An earlier capture of the same job. */
  readonly baseline: Traffic | null;
}

export type EvidenceSource = keyof Evidence;

/** Evidence in which the sources `Needed` are there. */
export type Given<Needed extends EvidenceSource> = Evidence & {
  readonly [source in Needed]: NonNullable<Evidence[source]>;
};
