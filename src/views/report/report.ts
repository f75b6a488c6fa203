import type { Timestamp } from '../../layer/origin.ts';
import type { Exchange } from '../../model/exchange.ts';
import { safeText } from '../view-model/safe-text.ts';
import { type BuildPart, buildPart } from './build-part.ts';
import { type CapturePart, type CaptureRecords, capturePart } from './capture-part.ts';
import { type CredentialsPart, credentialsPart } from './credentials-part.ts';
import { clientsOf, daemonsOf, type ExchangesPart, exchangesPart } from './exchanges-part.ts';
import { type FindingCard, findingCard } from './finding-card.ts';
import { type CommandRun, type Verdict, verdict } from './verdict.ts';

/** What a report is made from: everything of one capture, and what the rules made of it. */
export interface ReportInput extends CaptureRecords {
  readonly exchanges: readonly Exchange[];
  /** The command that was run; null for a capture that somebody saved. */
  readonly run: CommandRun | null;
  readonly toolVersion: string;
}

/** A report before it is written in any format. Every text in it is safe to print and free of secrets. */
export interface Report {
  readonly title: string;
  readonly toolVersion: string;
  readonly verdict: Verdict;
  /** Time of the first request, and how long there was something to see. */
  readonly start: Timestamp | null;
  readonly lengthMs: number;
  readonly clients: readonly string[];
  readonly daemons: readonly string[];
  /** Those that the verdict does not tell already. */
  readonly findings: readonly FindingCard[];
  readonly moreFindings: number;
  readonly builds: readonly BuildPart[];
  readonly moreBuilds: number;
  readonly exchanges: ExchangesPart;
  readonly credentials: CredentialsPart;
  readonly capture: CapturePart;
}

const MOST_FINDINGS = 100;
const MOST_BUILDS = 20;
const MOST_PEERS = 6;

export function makeReport(input: ReportInput): Report {
  const { exchanges, connections, diagnosis, run, file } = input;
  const opening = verdict(exchanges, connections, diagnosis, run);
  const findings = diagnosis.findings.slice(opening.cause === null ? 0 : 1).map(findingCard);
  const builds = exchanges.flatMap((exchange) =>
    exchange.docker.build === null ? [] : [{ exchange, build: exchange.docker.build }],
  );
  const shown = worthShowing(builds);
  const said = exchangesPart(exchanges);
  return {
    title: run === null ? (file === '-' ? 'standard input' : safeText(file)) : run.command,
    toolVersion: input.toolVersion,
    verdict: opening,
    start: said.start ?? input.summary?.start ?? null,
    lengthMs: said.lengthMs,
    clients: clientsOf(exchanges).slice(0, MOST_PEERS),
    daemons: daemonsOf(exchanges).slice(0, MOST_PEERS),
    findings: findings.slice(0, MOST_FINDINGS),
    moreFindings: Math.max(0, findings.length - MOST_FINDINGS),
    builds: shown.map(({ exchange, build }) => buildPart(exchange, build)),
    moreBuilds: builds.length - shown.length,
    exchanges: said,
    credentials: credentialsPart(exchanges),
    capture: capturePart(input),
  };
}

interface ShownBuild {
  readonly exchange: Exchange;
  readonly build: NonNullable<Exchange['docker']['build']>;
}

/** Of many builds those that failed, and the last ones. */
function worthShowing(builds: readonly ShownBuild[]): readonly ShownBuild[] {
  if (builds.length <= MOST_BUILDS) return builds;
  const failed = builds.filter(({ build }) => build.error !== null).slice(-MOST_BUILDS);
  const last = builds.slice(-MOST_BUILDS);
  const kept = new Set([...failed, ...last].slice(0, MOST_BUILDS));
  return builds.filter((build) => kept.has(build));
}
