import type { DaemonProbe } from '../../model/daemon-probe.ts';
import type { Finding } from '../../model/finding.ts';
import type { ChosenDaemon, DockerCli, JobEnvironment } from '../../model/job-environment.ts';
import { safeText } from '../view-model/safe-text.ts';
import { connectionSteps } from './connection-steps.ts';
import { daemonSteps } from './daemon-steps.ts';
import { failed, notTried, type Step } from './step.ts';
import { stepNames, stepOfRule } from './step-names.ts';

/** What a doctor was told and saw. */
export interface Consultation {
  readonly daemon: ChosenDaemon;
  readonly environment: JobEnvironment;
  readonly probe: DaemonProbe;
  /** Null where there is none on the path. */
  readonly cli: DockerCli | null;
  readonly findings: readonly Finding[];
}

/** The way from a client to its daemon, step by step. Text is safe to print. */
export interface DoctorReport {
  readonly address: string;
  readonly tls: DaemonProbe['tls'];
  /** Why this daemon: clauses of a sentence. */
  readonly reasons: readonly string[];
  readonly steps: readonly Step[];
  /** A docker client here reaches its daemon, and both speak of the same things. */
  readonly works: boolean;
}

/** A finding says more than a step that failed; it stands in its place. */
export function doctorReport({ daemon, environment, probe, cli, findings }: Consultation): DoctorReport {
  const seen = [...connectionSteps(probe, daemon), ...daemonSteps(probe, environment, cli)];
  const steps = [
    ...seen.filter((step) => step.state === 'not-tried' || !isTold(step, findings)),
    ...findings.map(findingStep),
  ];
  steps.sort((one, other) => stepNames.indexOf(one.name) - stepNames.indexOf(other.name));
  const reached = probe.ping?.status === 200;
  const broken = steps.some(({ name, state }) => state === 'failed' && WITHOUT_IT_NOTHING.has(name));
  return {
    address: safeText(daemon.address),
    tls: probe.tls,
    reasons: daemon.reasons.map(safeText),
    steps: reached ? steps : [...withoutDaemon(steps), notTried('not tried', untriedWords(probe))],
    works: reached && !broken,
  };
}

/** What the daemon takes is worth knowing beside a mere warning about what the client asks for. */
function isTold({ name, state }: Step, findings: readonly Finding[]): boolean {
  const here = findings.filter((finding) => stepOfRule(finding) === name);
  const isGrave = state !== 'ok' || here.some(({ severity }) => severity === 'error');
  return here.length > 0 && (isGrave || name !== 'API');
}

/** Where one of these fails, no docker command works. */
const WITHOUT_IT_NOTHING: ReadonlySet<Step['name']> = new Set([
  'settings',
  'name',
  'port',
  'socket',
  'proxy',
  'speaks',
  'client files',
  'certificate',
  'ping',
  'API',
]);

function findingStep(finding: Finding): Step {
  const { rule, severity, message, fix, details } = finding;
  const isFailure = severity === 'error';
  const state = isFailure ? 'failed' : severity === 'info' ? 'ok' : 'warning';
  return { ...failed(stepOfRule(finding), message, fix), state, rule, details };
}

function withoutDaemon(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ state }) => state !== 'not-tried');
}

function untriedWords({ ping, handshake, certificate, doors, address }: DaemonProbe): string {
  const rest = 'version, storage, network';
  const own = doors.find((door) => door.address === address);
  if (handshake?.refusal != null) return `/_ping, ${rest}: the daemon refuses this client`;
  if (ping !== null) return `${rest}: there is no answer to /_ping`;
  if (own === undefined || own.error !== null) return `/_ping, ${rest}: there is no connection`;
  return certificate === null
    ? `/_ping, ${rest}: the two do not speak the same`
    : `/_ping, ${rest}: the connection is not trusted`;
}
