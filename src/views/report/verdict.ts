import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Diagnosis } from '../../model/finding.ts';
import { countWords } from '../findings/verdict.ts';
import { operationWords } from '../view-model/exchange-row.ts';
import { formatCount, formatQuantity } from '../view-model/format-bytes.ts';
import { safeLines } from '../view-model/safe-text.ts';
import { exchangeStatus, isFailure, type Sign } from '../view-model/status.ts';
import { cut } from './exchanges-part.ts';
import { type FindingCard, findingCard } from './finding-card.ts';

/** The answer to the first question of whoever opens a report: did it work, and if not, why. */
export interface Verdict {
  readonly sign: Sign;
  /** A few words: `1 of 3 builds failed`. */
  readonly headline: string;
  /** What most likely caused it, with its fix; null where nothing says. */
  readonly cause: FindingCard | null;
  /** What to do to see more, where nothing could be read; null otherwise. */
  readonly advice: string | null;
  /** Without a cause: what failed, in the daemon's own words. */
  readonly failures: readonly FailedExchange[];
  /** `1 error, 2 risks`, `nothing found`. */
  readonly counts: string;
}

export interface FailedExchange {
  readonly id: number;
  readonly operation: string;
  readonly message: string;
}

/** How the command of `run` ended. Texts are safe to print. */
export interface CommandRun {
  /** In a few words: `docker build …`. */
  readonly command: string;
  /** `exited with 1`, `was ended by SIGTERM`. */
  readonly ending: string;
  readonly succeeded: boolean;
}

const MOST_FAILURES = 3;
const LONGEST_MESSAGE = 600;

export function verdict(
  exchanges: readonly Exchange[],
  connections: readonly Connection[],
  diagnosis: Diagnosis,
  run: CommandRun | null,
): Verdict {
  const { findings } = diagnosis;
  const broke = exchanges.filter((exchange) => exchangeStatus(exchange).sign === 'failed');
  const first = findings[0];
  const failed = broke.length > 0 || first?.severity === 'error';
  const bad = run === null ? failed : !run.succeeded;
  const cause = first !== undefined && (bad ? first.severity === 'error' : true) ? findingCard(first) : null;
  return {
    sign: bad
      ? 'failed'
      : findings.length > 0 || failed
        ? 'warning'
        : exchanges.length === 0
          ? 'quiet'
          : 'ok',
    headline: headline(exchanges, connections, broke, findings.length, run),
    cause,
    advice: exchanges.length === 0 ? advice(connections) : null,
    failures: cause === null || !bad ? failures(bad ? exchanges.filter(isFailure) : broke) : [],
    counts: countWords(findings),
  };
}

function headline(
  exchanges: readonly Exchange[],
  connections: readonly Connection[],
  broke: readonly Exchange[],
  findings: number,
  run: CommandRun | null,
): string {
  if (run !== null) return `${run.command} ${run.ending}`;
  if (exchanges.length === 0) return nothingSeen(connections);
  const builds = exchanges.filter(({ docker }) => docker.build !== null);
  const failedBuilds = broke.filter(({ docker }) => docker.build !== null);
  if (failedBuilds.length > 0) {
    const [only] = failedBuilds;
    if (builds.length === 1 && only !== undefined) return `${capital(cut(operationWords(only), 200))} failed`;
    return `${formatCount(failedBuilds.length)} of ${formatQuantity(builds.length, 'build')} failed`;
  }
  if (broke.length > 0) {
    return `${formatCount(broke.length)} of ${formatQuantity(exchanges.length, 'exchange')} failed`;
  }
  return findings === 0 ? 'Nothing went wrong' : 'Nothing failed, but look at this';
}

function nothingSeen(connections: readonly Connection[]): string {
  if (connections.length === 0) return 'Nothing was said to a Docker daemon';
  const tls = connections.filter(({ protocol }) => protocol === 'tls').length;
  return tls === connections.length
    ? 'Everything was encrypted, so nothing can be read'
    : 'Nothing that was said to a Docker daemon could be read';
}

function advice(connections: readonly Connection[]): string {
  return connections.some(({ protocol }) => protocol === 'tls')
    ? 'Put `dind-sniff run --` in front of the command, or `dind-sniff proxy --certs DIR` between, to see what TLS hides.'
    : 'What goes through a unix socket cannot be captured: put `dind-sniff run --` in front of the command.';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The last ones are those that a job ended with. */
function failures(exchanges: readonly Exchange[]): readonly FailedExchange[] {
  return exchanges.slice(-MOST_FAILURES).map((exchange) => {
    const { build, error, progress } = exchange.docker;
    const message = build?.error?.message ?? error?.message ?? progress?.errorDetail?.message ?? '';
    return {
      id: exchange.id,
      operation: cut(operationWords(exchange), 200),
      message: cut(safeLines(message)[0] ?? '', LONGEST_MESSAGE) || exchangeStatus(exchange).words,
    };
  });
}
