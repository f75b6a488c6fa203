import { readFile } from 'node:fs/promises';
import { type ApiCall, apiCalls } from '../../allowlist/api-call.ts';
import { bindSources } from '../../allowlist/bind-sources.ts';
import { recogniseRules, socketProxies, socketProxyNamed } from '../../allowlist/socket-proxies.ts';
import { type ProxyRules, UnreadableRulesError } from '../../allowlist/socket-proxy.ts';
import { systemErrorWords } from '../../capture/file/system-error-words.ts';
import { formatQuantity } from '../../views/view-model/format-bytes.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { readTraffic } from '../check/read-traffic.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED, ProgramError } from '../exit.ts';
import { FileOutput, streamOutput } from '../output.ts';

export interface AllowlistCommandOptions {
  readonly for?: string;
  readonly output?: string;
  readonly check?: string;
}

/** `dind-sniff allowlist FILE`: writes rules, or with `--check` exits with 1 where rules refuse something. */
export async function allowlist(
  [file = '-']: readonly string[],
  options: AllowlistCommandOptions,
  context: Context,
): Promise<number> {
  const rules = options.check === undefined ? null : await readRules(options.check, options.for);
  const { exchanges } = await readTraffic(file, context);
  if (context.interrupted.aborted) return EXIT_INTERRUPTED;
  const calls = apiCalls(exchanges);
  if (calls.length === 0) throw new ProgramError(safeText(`${file} holds no call to a Docker daemon`));
  const { output } = options;
  const out =
    output === undefined || output === '-' ? streamOutput(context.stdout) : new FileOutput(output, file);
  try {
    if (rules !== null) {
      const refused = refusals(calls, rules);
      await out.write(`${refusalLines(calls, refused).join('\n')}\n`);
      return refused.length === 0 ? EXIT_DONE : EXIT_FAILED;
    }
    const proxy = socketProxyNamed(options.for ?? '') ?? socketProxies[0];
    await out.write(proxy === undefined ? '' : proxy.write(calls, bindSources(exchanges)));
    return EXIT_DONE;
  } finally {
    await out.close();
  }
}

async function readRules(path: string, name: string | undefined): Promise<ProxyRules> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new ProgramError(`cannot read ${path}: ${systemErrorWords(error)}`, { cause: error });
  }
  const proxy = name === undefined ? recogniseRules(text) : socketProxyNamed(name);
  if (proxy === null) {
    const names = socketProxies.map((one) => one.name).join(', ');
    throw new ProgramError(`${path} is no configuration of ${names}; name the proxy with --for`);
  }
  try {
    return proxy.read(text);
  } catch (error) {
    if (!(error instanceof UnreadableRulesError)) throw error;
    throw new ProgramError(safeText(`cannot read ${path}: ${error.message}`), { cause: error });
  }
}

interface Refusal {
  readonly call: ApiCall;
  readonly reason: string;
}

function refusals(calls: readonly ApiCall[], { refusal }: ProxyRules): readonly Refusal[] {
  return calls.flatMap((call) => {
    const reason = refusal(call.method, call.path);
    return reason === null ? [] : [{ call, reason }];
  });
}

function refusalLines(calls: readonly ApiCall[], refused: readonly Refusal[]): readonly string[] {
  const count = (some: readonly ApiCall[]): number =>
    some.reduce((sum, call) => sum + call.exchanges.length, 0);
  return [
    ...refused.map(({ call, reason }) => {
      const times =
        call.exchanges.length === 1 ? `exchange ${call.exchanges[0]}` : `${call.exchanges.length} times`;
      return safeText(`${call.method} ${call.path} (${times}): ${reason}`);
    }),
    `${formatQuantity(count(refused.map(({ call }) => call)), 'call')} of ${count(calls)} refused`,
  ];
}
