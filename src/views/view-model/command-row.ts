import type { Timestamp } from '../../layer/origin.ts';
import type { Exchange } from '../../model/exchange.ts';
import {
  exchangeArguments,
  processArguments,
  shellWords,
  shortProcessArguments,
} from './command-arguments.ts';
import { clientWords, type ExchangeRow, exchangeRow, isLibrary, titleWords } from './exchange-row.ts';
import type { Status } from './status.ts';

/** Calls that one command of a client made, as one row. The fields that a row of an exchange has mean the same. */
export interface CommandRow extends ExchangeRow {
  /** Id of its first call. */
  readonly id: number;
  /** The call that a person means by the command: what is opened. */
  readonly main: number;
  readonly calls: number;
}

/** `calls` in order of their ids, at least one. Null where a single call is all there is to say. */
export function commandRow(calls: readonly Exchange[]): CommandRow | null {
  const first = calls[0];
  if (first === undefined || calls.length < 2) return null;
  const main = mainCall(calls);
  const rows = calls.map(exchangeRow);
  const row = rows[calls.indexOf(main)] as ExchangeRow;
  const at = rows[0]?.at ?? null;
  const end = Math.max(...calls.map(endOf));
  const going = calls.some((call) => call.state === 'open');
  const facts = rows.flatMap((other) => (other === row ? [] : other.facts));
  return {
    ...row,
    id: first.id,
    main: main.id,
    calls: calls.length,
    at,
    operation: shortWords(calls, main),
    client: clientOf(calls, row.client),
    status: commandStatus(calls, main, rows, row),
    up: rows.reduce((sum, { up }) => sum + up, 0),
    down: rows.reduce((sum, { down }) => sum + down, 0),
    tookMs: at === null || going || !Number.isFinite(end) ? row.tookMs : Math.max(0, (end - at) / 1000),
    facts: Array.from(new Set([...row.facts, ...facts])).slice(0, MAX_FACTS),
  };
}

/** Facts of one row; what is more is with the calls themselves. */
const MAX_FACTS = 12;

/** The whole argument list, without `docker`; null where no docker command makes such calls. */
export function commandArguments(calls: readonly Exchange[]): readonly string[] | null {
  return createdWords(calls, processArguments) ?? exchangeArguments(mainCall(calls));
}

function shortWords(calls: readonly Exchange[], main: Exchange): string {
  const created = createdWords(calls, shortProcessArguments);
  return created === null ? titleWords(main) : shellWords(created);
}

/** Of a command that creates a container or an exec; null for all others. */
function createdWords(calls: readonly Exchange[], words: typeof processArguments): readonly string[] | null {
  const created = calls.find(({ docker }) => docker.process !== null);
  if (created === undefined || created.docker.process === null) return null;
  const { container, process } = created.docker;
  if (created.operation === 'ContainerExec') {
    return words('exec', process, container?.name ?? container?.id?.slice(0, 12) ?? '', null);
  }
  const isStarted = calls.some(({ operation }) => operation === 'ContainerStart');
  const name = created.request?.query.name?.[0] ?? null;
  return words(
    isStarted ? 'run' : 'create',
    process,
    process.image ?? '',
    name === null ? null : String(name),
  );
}

/** Calls by how much they say about the command; those not named here say all of it. */
const MINOR: Readonly<Record<string, number>> = {
  SystemPing: 9,
  SystemPingHead: 9,
  SystemVersion: 8,
  SystemInfo: 8,
  'moby.buildkit.v1.Control/ListWorkers': 6.5,
  'moby.buildkit.v1.Control/Info': 7.8,
  'moby.buildkit.v1.Control/Solve': 5,
  Session: 7,
  Grpc: 7,
  ContainerInspect: 6,
  ImageInspect: 6,
  ExecInspect: 6,
  ContainerArchiveInfo: 6,
  ContainerResize: 6,
  ExecResize: 6,
  ContainerWait: 5,
  ContainerDelete: 4,
  ContainerExec: 3,
  ContainerStart: 3,
  ContainerCreate: 2,
};

function rankOf({ operation, docker }: Exchange): number {
  if (docker.build !== null) return 0;
  if (operation?.startsWith('moby.buildkit.v1.Control/')) return MINOR[operation] ?? 6;
  return MINOR[operation ?? ''] ?? (docker.grpc === null ? 1 : 7.5);
}

function mainCall(calls: readonly Exchange[]): Exchange {
  let main = calls[0] as Exchange;
  let best = Number.POSITIVE_INFINITY;
  for (const call of calls) {
    const rank = rankOf(call);
    if (rank < best) [main, best] = [call, rank];
  }
  return main;
}

/** Of several names, that of the program: a library's name stands in its gRPC calls and in some others. */
function clientOf(calls: readonly Exchange[], fallback: string): string {
  let best: Exchange['docker']['client'] = null;
  for (const { docker } of calls) {
    if (docker.client === null || isLibrary(docker.client)) continue;
    if (best === null || (best.version === null && docker.client.version !== null)) best = docker.client;
  }
  return best === null ? fallback : clientWords(best);
}

/** A command is as well as the worst of what it had to do: a call that failed, then the exit code. */
function commandStatus(
  calls: readonly Exchange[],
  main: Exchange,
  rows: readonly ExchangeRow[],
  { status }: ExchangeRow,
): Status {
  // A build says how it went itself: agents that were not there and cancelled calls are no failures of it.
  if (main.docker.build !== null) return status;
  const bySign = (sign: Status['sign']) => rows.find((row) => row.status.sign === sign)?.status;
  const failed = status.sign === 'failed' ? status : bySign('failed');
  if (failed !== undefined) return failed;
  if (status.sign === 'open') return status;
  if (calls.some((call) => call.state === 'open')) return { sign: 'open', words: 'running' };
  const exit = calls.findLast(({ docker }) => docker.exitCode !== null)?.docker.exitCode;
  if (exit !== undefined && exit !== null) {
    return { sign: exit === 0 ? 'ok' : 'failed', words: `exit ${exit}` };
  }
  // A `stat` before a copy may well find nothing, and a session always ends by being closed.
  return calls.some(({ docker }) => docker.process !== null) ? (bySign('warning') ?? status) : status;
}

function endOf({ request, response, timing }: Exchange): Timestamp {
  const start = request?.time ?? response?.time;
  return start === undefined ? Number.NaN : start + (timing.totalMs ?? 0) * 1000;
}
