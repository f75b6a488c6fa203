import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivateDirectory } from '../../capture/proxy/private-directory.ts';
import { startProxy } from '../../capture/proxy/proxy.ts';
import { type ProxyEnd, parseProxyAddress, proxyAddressText } from '../../capture/proxy/proxy-address.ts';
import type { ProxyCounts, RunningProxy } from '../../capture/proxy/proxy-options.ts';
import { runSummaryLines } from '../../views/text/run-summary.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { type Context, warn } from '../context.ts';
import { daemonTarget, type TargetOptions } from '../daemon-target.ts';
import { daemonAnswers } from '../daemon-wait.ts';
import { EXIT_INTERRUPTED } from '../exit.ts';
import { proxyFailure, proxyWarning } from '../proxy-words.ts';
import { type CommandEnd, runCommand } from '../run/command-process.ts';
import { checkExports, type ExportWish, readRunCapture } from '../run/run-capture.ts';
import { textFor } from '../text-terminal.ts';
import { version } from '../version.ts';

export interface RunCommandOptions extends TargetOptions {
  readonly listen?: string;
  readonly write?: string;
  readonly export?: readonly ExportWish[];
  readonly quiet?: true;
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
  const { write, quiet, export: exports = [] } = options;
  checkExports(exports);
  if (options.wait !== undefined && !(await daemonAnswers(options, options.wait, context))) {
    return EXIT_INTERRUPTED;
  }
  const folder = makePrivateDirectory(tmpdir());
  try {
    const looks = quiet !== true || exports.length > 0;
    const record = write ?? (looks ? join(folder.path, 'capture.pcapng') : undefined);
    const warnings = new Set<string>();
    const proxy = await start(options, folder.path, record, warnings, context);
    const begun = performance.now();
    let end: CommandEnd;
    try {
      end = await runCommand(command, commandEnvironment(context.env, proxy.environment));
    } finally {
      await proxy.close();
    }
    const ran: Ran = { command, end, tookMs: performance.now() - begun, proxy, warnings };
    if (record !== undefined && looks) await tell(record, ran, options, context);
    else if (write !== undefined)
      warn(context, safeText(`${write} holds the capture, with every secret in it`));
    return end.exitCode;
  } finally {
    folder.remove();
  }
}

async function start(
  options: RunCommandOptions,
  folder: string,
  record: string | undefined,
  warnings: Set<string>,
  context: Context,
): Promise<RunningProxy> {
  const target = daemonTarget(options, context);
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
): Readonly<Record<string, string | undefined>> {
  // The CLI would ask for TLS on a socket with it.
  const own: Record<string, string | undefined> = { ...env, DOCKER_TLS: undefined };
  for (const [name, value] of Object.entries(proxy)) own[name] = value === '' ? undefined : value;
  return own;
}

interface Ran {
  readonly command: readonly string[];
  readonly end: CommandEnd;
  readonly tookMs: number;
  readonly proxy: RunningProxy;
  readonly warnings: ReadonlySet<string>;
}

async function tell(record: string, ran: Ran, options: RunCommandOptions, context: Context): Promise<void> {
  const { write, quiet, export: exports = [], color } = options;
  // Ctrl-C was for the command; another one is for what comes now.
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  process.once('SIGINT', stop);
  const report = await readRunCapture(record, exports, enough.signal, context);
  process.off('SIGINT', stop);
  if (quiet === true) return;
  const { proxy, end, command, tookMs, warnings } = ran;
  const counts = proxy.counts();
  const [listener] = proxy.listening;
  const lines = runSummaryLines(
    report,
    {
      command: commandWords(command),
      ending: end.signal === null ? `exited with ${end.exitCode}` : `was ended by ${end.signal}`,
      tookMs,
      through: safeText(listener === undefined ? '' : proxyAddressText(listener.address)),
      up: counts.clientBytes,
      down: counts.serverBytes,
      warnings: [...warnings, ...lossWarnings(counts)],
      capture: write === undefined ? null : { path: safeText(write), bytes: statSync(write).size },
    },
    textFor(context, color, 'stderr'),
  );
  context.stderr.write(`${lines.join('\n')}\n`);
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
