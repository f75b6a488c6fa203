import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DaemonEnd } from '../../capture/daemon/ping-daemon.ts';
import { makePrivateDirectory } from '../../capture/proxy/private-directory.ts';
import { startProxy } from '../../capture/proxy/proxy.ts';
import { type ProxyEnd, parseProxyAddress, proxyAddressText } from '../../capture/proxy/proxy-address.ts';
import type { ProxyCounts, RunningProxy } from '../../capture/proxy/proxy-options.ts';
import { allBoundSources } from '../../diagnosis/mounts.ts';
import { failing } from '../../views/findings/verdict.ts';
import type { CommandRun } from '../../views/report/verdict.ts';
import { runSummaryLines } from '../../views/text/run-summary.ts';
import type { TextOptions } from '../../views/text/text-options.ts';
import type { RunReport } from '../../views/view-model/run-report.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { Judge, type JudgeOptions } from '../check/judge.ts';
import { type Context, warn } from '../context.ts';
import { daemonTarget, type TargetOptions } from '../daemon-target.ts';
import { daemonAnswers } from '../daemon-wait.ts';
import { EXIT_DONE, EXIT_FINDINGS, EXIT_INTERRUPTED } from '../exit.ts';
import { logLines } from '../log-lines.ts';
import { proxyFailure, proxyWarning } from '../proxy-words.ts';
import { ReportReader } from '../report/report-reader.ts';
import {
  appendStepSummary,
  type ReportWish,
  stepSummaryFile,
  writeReports,
} from '../report/write-reports.ts';
import { type CommandEnd, runCommand } from '../run/command-process.ts';
import { checkExports, type ExportWish, readRunCapture } from '../run/run-capture.ts';
import { runEvidence } from '../run/run-evidence.ts';
import { tellFindings, writeFindings } from '../run/run-findings.ts';
import { textFor } from '../text-terminal.ts';
import { version } from '../version.ts';

export interface RunCommandOptions extends TargetOptions, JudgeOptions {
  readonly listen?: string;
  readonly write?: string;
  readonly export?: readonly ExportWish[];
  readonly quiet?: true;
  readonly check?: true;
  readonly report?: readonly ReportWish[];
  /** Milliseconds. */
  readonly wait?: number;
  readonly color: 'auto' | 'always' | 'never';
}

/** Warnings that are told at the end; a broken client may cause any number. */
const MAX_WARNINGS = 5;

/** `dind-sniff run -- CMD…`: exits as the command does. */
export async function run(
  command: readonly string[],
  options: RunCommandOptions,
  context: Context,
): Promise<number> {
  const { write, quiet, export: exports = [], findings = [], report: reports = [] } = options;
  checkExports([...exports, ...findings, ...reports]);
  const summarizes = quiet !== true && stepSummaryFile(context) !== null;
  const judges =
    options.check === true ||
    findings.length > 0 ||
    options.failOn !== 'never' ||
    reports.length > 0 ||
    summarizes;
  // A report marks what is wrong, whether or not that is to fail a job that is green.
  const marks = options.failOn === 'never' ? 'error' : options.failOn;
  const judge = judges ? await Judge.make({ ...options, failOn: marks }, context) : null;
  if (options.wait !== undefined && !(await daemonAnswers(options, options.wait, context))) {
    return EXIT_INTERRUPTED;
  }
  const folder = makePrivateDirectory(tmpdir());
  try {
    const looks = quiet !== true || exports.length > 0 || judge !== null;
    const record = write ?? (looks ? join(folder.path, 'capture.pcapng') : undefined);
    const warnings = new Set<string>();
    const target = daemonTarget(options, context);
    const proxy = await start(options, target, folder.path, record, warnings);
    const begun = performance.now();
    let end: CommandEnd;
    try {
      end = await runCommand(command, commandEnvironment(context.env, proxy.environment, target));
    } finally {
      await proxy.close();
    }
    const ran: Ran = { command, end, tookMs: performance.now() - begun, proxy, warnings };
    if (record !== undefined && looks) return await tell(record, ran, judge, options, context);
    if (write !== undefined) warn(context, safeText(`${write} holds the capture, with every secret in it`));
    return end.exitCode;
  } finally {
    folder.remove();
  }
}

async function start(
  options: RunCommandOptions,
  target: DaemonEnd,
  folder: string,
  record: string | undefined,
  warnings: Set<string>,
): Promise<RunningProxy> {
  try {
    return await startProxy({
      listen: [listenEnd(options, folder, target.tls)],
      target,
      ...(target.certificates === null ? {} : { certificates: target.certificates }),
      ...(record === undefined ? {} : { record }),
      application: `dind-sniff ${version}`,
      onEvent: (event) => {
        // The command sees these itself: the daemon's address is none of our doing, nor is the CA ours to show.
        if (event.kind === 'daemon-unreachable' || event.kind === 'notice') return;
        const words = proxyWarning(event);
        if (words !== null && warnings.size < MAX_WARNINGS) warnings.add(words);
      },
    });
  } catch (error) {
    throw proxyFailure(error);
  }
}

/** Only this user can use a socket in a private folder; on TCP the daemon's own guard is kept. */
function listenEnd({ listen }: RunCommandOptions, folder: string, tls: boolean): ProxyEnd {
  if (listen === undefined)
    return { address: { kind: 'unix', path: join(folder, 'docker.sock') }, tls: false };
  const address = parseProxyAddress(listen, tls);
  return { address, tls: tls && address.kind === 'tcp' };
}

function commandEnvironment(
  env: Context['env'],
  proxy: Readonly<Record<string, string>>,
  { address }: DaemonEnd,
): Readonly<Record<string, string | undefined>> {
  // The CLI would ask for TLS on a socket with it.
  const own: Record<string, string | undefined> = { ...env, DOCKER_TLS: undefined };
  for (const [name, value] of Object.entries(proxy)) own[name] = value === '' ? undefined : value;
  // Testcontainers looks for published ports at the host of DOCKER_HOST; behind a socket it would look here.
  if (address.kind === 'tcp') own.TESTCONTAINERS_HOST_OVERRIDE ??= address.host;
  return own;
}

interface Ran {
  readonly command: readonly string[];
  readonly end: CommandEnd;
  readonly tookMs: number;
  readonly proxy: RunningProxy;
  readonly warnings: ReadonlySet<string>;
}

/** Says what happened, as it was asked for, and gives the exit code. */
async function tell(
  record: string,
  ran: Ran,
  judge: Judge | null,
  options: RunCommandOptions,
  context: Context,
): Promise<number> {
  const { write, quiet, export: exports = [], color } = options;
  // Ctrl-C was for the command; another one is for what comes now.
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  process.once('SIGINT', stop);
  const records = judge === null ? null : new ReportReader();
  const report = await readRunCapture(record, { exports, records, interrupted: enough.signal }, context);
  const { end, command } = ran;
  const asks = options.target === undefined;
  const evidence =
    records === null
      ? null
      : await runEvidence(
          {
            words: command,
            exitCode: end.exitCode,
            boundSources: allBoundSources(records.traffic),
          },
          asks,
          enough.signal,
          context,
        );
  process.off('SIGINT', stop);
  const found =
    judge === null || records === null || evidence === null
      ? null
      : judge.report(write ?? 'the run', { traffic: records.traffic, ...evidence });
  if (quiet !== true) {
    const words = summary(report, ran, options, textFor(context, color, 'stderr'));
    context.stderr.write(logLines(words, context));
  }
  if (found === null || records === null) return end.exitCode;
  const whole = records.report(write ?? 'the run', commandRun(ran), found);
  await writeReports(whole, options.report ?? [], record, context);
  if (quiet !== true) await appendStepSummary(whole, context);
  if (options.check === true) tellFindings(found, color, context);
  await writeFindings(found, options.findings ?? [], record, context);
  const fails = options.failOn !== 'never' && failing(found).length > 0;
  return end.exitCode === EXIT_DONE && fails ? EXIT_FINDINGS : end.exitCode;
}

function summary(
  report: RunReport,
  { proxy, end, command, tookMs, warnings }: Ran,
  { write }: RunCommandOptions,
  text: TextOptions,
): readonly string[] {
  const counts = proxy.counts();
  const [listener] = proxy.listening;
  return runSummaryLines(
    report,
    {
      command: commandWords(command),
      ending: endingWords(end),
      tookMs,
      through: safeText(listener === undefined ? '' : proxyAddressText(listener.address)),
      up: counts.clientBytes,
      down: counts.serverBytes,
      warnings: [...warnings, ...lossWarnings(counts)],
      capture: write === undefined ? null : { path: safeText(write), bytes: statSync(write).size },
    },
    text,
  );
}

function commandRun({ command, end }: Ran): CommandRun {
  return {
    command: commandWords(command),
    ending: endingWords(end),
    succeeded: end.exitCode === EXIT_DONE,
  };
}

function endingWords({ exitCode, signal }: CommandEnd): string {
  return signal === null ? `exited with ${exitCode}` : `was ended by ${signal}`;
}

function lossWarnings({ unrecordedBytes }: ProxyCounts): readonly string[] {
  return unrecordedBytes === 0 ? [] : [`${unrecordedBytes} bytes were passed on and not recorded`];
}

/** Up to its first option: behind it there may be a password. */
function commandWords(command: readonly string[]): string {
  const option = command.findIndex((word, index) => index > 0 && word.startsWith('-'));
  const words = option === -1 ? command.slice(0, 2) : command.slice(0, Math.min(option, 2));
  return safeText(words.join(' ')) + (words.length < command.length ? ' …' : '');
}
