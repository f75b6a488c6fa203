import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { Build, BuildContext } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import { type BuildStepRow, buildStepRows } from './build-step-rows.ts';
import { buildkitFacts, sentWords } from './buildkit-facts.ts';
import { type ContextNode, contextTree } from './context-tree.ts';
import { accountWords } from './exchange-facts.ts';
import { titleWords } from './exchange-row.ts';
import { formatBytes, formatQuantity } from './format-bytes.ts';
import { safeLines, safeText } from './safe-text.ts';
import { sensitivePath } from './secret-paths.ts';
import { exchangeStatus, isFailure, type Status } from './status.ts';

/** What a command did with its daemon, for the lines after its end. Text is safe to print, but what `steps` hold as it was sent. */
export interface RunReport {
  /** Exchanges, but for gRPC calls that are no builds; those that were refused or that Docker could not do. */
  readonly operations: number;
  readonly calls: number;
  readonly failed: number;
  /** The first ones that are no builds; `moreFailures` are not here. */
  readonly failures: readonly FailureReport[];
  readonly moreFailures: number;
  readonly builds: readonly BuildReport[];
  readonly moreBuilds: number;
  /** Accounts whose credentials went with calls other than builds: login, pull, push. */
  readonly logins: readonly string[];
}

export interface FailureReport {
  readonly operation: string;
  readonly status: Status;
  readonly message: string | null;
}

export interface BuildReport {
  /** `build web:latest` */
  readonly title: string;
  readonly status: Status;
  readonly tookMs: number | null;
  readonly builder: Build['builder'];
  readonly context: ContextReport | null;
  /** What only BuildKit has: secrets, agents, outputs. */
  readonly facts: readonly string[];
  /** Accounts whose credentials went along. */
  readonly accounts: readonly string[];
  readonly steps: readonly BuildStepRow[];
  readonly failure: BuildFailure | null;
}

export interface ContextReport {
  /** `1.9 MB, 214 files`, `20 B of 40 kB sent, 1 of 6 files` */
  readonly size: string;
  /** The largest things in it: first of its top level, then single files anywhere. */
  readonly parts: readonly ContextPart[];
  readonly largestFiles: readonly ContextPart[];
  /** What should rarely be sent; `moreSensitive` are not named. */
  readonly sensitive: readonly string[];
  readonly moreSensitive: number;
}

export interface ContextPart {
  /** A directory's ends with a slash. */
  readonly path: string;
  readonly bytes: number;
  /** Of all content, 0 to 1. */
  readonly share: number;
}

export interface BuildFailure {
  /** The row of `steps` that failed; null where it was not a step. */
  readonly step: BuildStepRow | null;
  readonly message: string;
  /** What the step printed last. */
  readonly output: readonly string[];
}

/** Longest lists, so that a report of thousands of calls is one that somebody reads. */
const MAX_FAILURES = 5;
const MAX_BUILDS = 5;
const MAX_PARTS = 4;
const MAX_LARGEST_FILES = 3;
const MAX_SENSITIVE = 4;
const MAX_ACCOUNTS = 10;
const MAX_OUTPUT_LINES = 10;
/** A file smaller than this part of the context is not why it is large. */
const WORTH_NAMING = 0.01;

/** Gathers the report, exchange by exchange, and keeps none of them. */
export class RunReporter {
  #operations = 0;
  #calls = 0;
  #failed = 0;
  #moreFailures = 0;
  #moreBuilds = 0;
  readonly #failures: FailureReport[] = [];
  readonly #builds: BuildReport[] = [];
  readonly #logins = new Set<string>();

  take(exchange: Exchange): void {
    const { build, auth, grpc } = exchange.docker;
    if (grpc === null || build !== null) this.#operations += 1;
    else this.#calls += 1;
    if (isFailure(exchange)) this.#failed += 1;
    if (auth !== null && auth.secret !== null && this.#logins.size < MAX_ACCOUNTS) {
      this.#logins.add(accountWords(auth));
    }
    if (build !== null) this.#build(exchange, build);
    else if (isFailure(exchange)) this.#failure(exchange);
  }

  report(): RunReport {
    return {
      operations: this.#operations,
      calls: this.#calls,
      failed: this.#failed,
      failures: this.#failures,
      moreFailures: this.#moreFailures,
      builds: this.#builds,
      moreBuilds: this.#moreBuilds,
      logins: [...this.#logins],
    };
  }

  #failure(exchange: Exchange): void {
    if (this.#failures.length >= MAX_FAILURES) {
      this.#moreFailures += 1;
      return;
    }
    const { error, progress } = exchange.docker;
    const message = error?.message ?? progress?.errorDetail?.message ?? exchange.tlsFailure?.detail ?? null;
    this.#failures.push({
      operation: titleWords(exchange),
      status: exchangeStatus(exchange),
      message: message === null ? null : (safeLines(message)[0] ?? null),
    });
  }

  #build(exchange: Exchange, build: Build): void {
    if (this.#builds.length >= MAX_BUILDS) {
      this.#moreBuilds += 1;
      return;
    }
    const steps = buildStepRows(build);
    const accounts = build.registries.filter((account) => account.secret !== null);
    this.#builds.push({
      title: titleWords(exchange),
      status: exchangeStatus(exchange),
      tookMs: exchange.timing.totalMs,
      builder: build.builder,
      context: build.context === null ? null : contextReport(build.context),
      facts: build.buildkit === null ? [] : buildkitFacts(build.buildkit),
      accounts: accounts.slice(0, MAX_ACCOUNTS).map(accountWords),
      steps,
      failure: buildFailure(exchange, build, steps),
    });
  }
}

function contextReport(context: BuildContext): ContextReport {
  const { bytes, entries } = context;
  const root = contextTree(entries);
  // What BuildKit's client only listed has not left the machine.
  const left = entries.some(isListedOnly) ? contextTree(entries.filter((e) => !isListedOnly(e))) : root;
  const sensitive = left.children.flatMap(sensitiveBelow);
  return {
    size: sentWords(context) ?? `${formatBytes(bytes)}, ${formatQuantity(root.files, 'file')}`,
    parts: root.children.filter(isWorthNaming).slice(0, MAX_PARTS).map(toPart),
    largestFiles: largestFiles(root).filter(isWorthNaming).map(toPart),
    sensitive: sensitive.slice(0, MAX_SENSITIVE).map(safeText),
    moreSensitive: Math.max(0, sensitive.length - MAX_SENSITIVE),
  };
}

function isListedOnly({ sent }: ArchiveEntry): boolean {
  return sent === false;
}

function isWorthNaming({ share }: ContextNode): boolean {
  return share >= WORTH_NAMING;
}

function toPart({ path, type, bytes, share }: ContextNode): ContextPart {
  return { path: `${safeText(path)}${type === 'directory' ? '/' : ''}`, bytes, share };
}

/** Files below the top level, which are seen among the parts already. */
function largestFiles(root: ContextNode): readonly ContextNode[] {
  let largest: readonly ContextNode[] = [];
  const look = (directory: ContextNode, depth: number): void => {
    for (const node of directory.children) {
      if (node.type === 'directory') look(node, depth + 1);
      else if (depth > 0) {
        const others = [...largest, node].sort((one, other) => other.bytes - one.bytes);
        largest = others.slice(0, MAX_LARGEST_FILES);
      }
    }
  };
  look(root, 0);
  return largest;
}

/** A sensitive directory stands for all that is in it. */
function sensitiveBelow(node: ContextNode): readonly string[] {
  if (sensitivePath(node.path) !== null) return [node.path];
  return node.children.flatMap(sensitiveBelow);
}

function buildFailure(exchange: Exchange, build: Build, steps: readonly BuildStepRow[]): BuildFailure | null {
  const error = build.error ?? exchange.docker.error;
  if (error === null) return null;
  const step = build.error === null ? null : (steps.find((row) => row.error !== null) ?? null);
  // A step's message repeats its whole command, so its exit code says as much.
  const message = step?.error || (safeLines(error.message)[0] ?? '');
  const output = safeLines(step?.step?.output ?? '').filter((line) => line.trim() !== '');
  return { step, message, output: output.slice(-MAX_OUTPUT_LINES) };
}
