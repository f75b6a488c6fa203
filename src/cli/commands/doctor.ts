import { findDaemon } from '../../capture/daemon/find-daemon.ts';
import { thisMachine } from '../../capture/daemon/machine.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { dockerCli } from '../../probe/docker-cli.ts';
import { chosenDaemon, gatherEnvironment } from '../../probe/gather-environment.ts';
import { withoutPassword } from '../../probe/kept-variables.ts';
import { probeDaemon } from '../../probe/probe-daemon.ts';
import { type Consultation, doctorReport } from '../../views/doctor/doctor-report.ts';
import { doctorJson } from '../../views/doctor/json.ts';
import { doctorLines } from '../../views/doctor/text.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import type { Context } from '../context.ts';
import { type TargetOptions, targetVariables } from '../daemon-target.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED, ProgramError } from '../exit.ts';
import { streamOutput } from '../output.ts';
import { textFor } from '../text-terminal.ts';
import { version } from '../version.ts';

export interface DoctorCommandOptions extends TargetOptions {
  readonly format: 'text' | 'json';
  readonly color: 'auto' | 'always' | 'never';
}

/** `dind-sniff doctor`: exits with 1 where a docker client here could not work. */
export async function doctor(
  _args: readonly string[],
  options: DoctorCommandOptions,
  context: Context,
): Promise<number> {
  const env = targetVariables(options, context.env);
  const search = findDaemon(thisMachine(env));
  const daemon = chosenDaemon(search);
  if (search.kind === 'unusable' || daemon === null) {
    throw new ProgramError(safeText(withoutPassword(search.kind === 'unusable' ? search.message : '')));
  }
  const environment = gatherEnvironment({ env });
  const [probe, cli] = await Promise.all([
    probeDaemon(daemon, { stopped: context.interrupted }),
    dockerCli(context.env),
  ]);
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  const diagnosis = diagnose({ traffic: null, environment, probe, baseline: null });
  const consultation: Consultation = {
    daemon: { ...daemon, reasons: reasonsOf(daemon.reasons, options) },
    environment,
    probe,
    cli,
    findings: diagnosis.findings,
  };
  const report = doctorReport(consultation);
  await streamOutput(context.stdout).write(
    options.format === 'json'
      ? doctorJson(consultation, diagnosis, version)
      : `${doctorLines(report, textFor(context, options.color)).join('\n')}\n`,
  );
  return report.works ? EXIT_DONE : EXIT_FAILED;
}

/** Options go before variables, by taking their place. */
function reasonsOf(reasons: readonly string[], { target, certs }: TargetOptions): readonly string[] {
  return reasons.map((reason) => {
    if (target !== undefined && reason.startsWith('DOCKER_HOST is ')) return '--target says so';
    if (certs !== undefined && reason === 'DOCKER_TLS_VERIFY is set') return `--certs is ${certs}`;
    return withoutPassword(reason);
  });
}
