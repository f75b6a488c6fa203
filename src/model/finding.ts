/**
 * `error`: the job fails because of it. `warn`: slow, flaky, or will fail soon. `sec-high`, `sec-warn`: a risk,
 * whether the job is green or not.
 */
export type Severity = 'error' | 'sec-high' | 'warn' | 'sec-warn' | 'info';

/** Worst first: a job that fails before one that may fail, a risk before a delay. */
export const severities: readonly Severity[] = ['error', 'sec-high', 'warn', 'sec-warn', 'info'];

/** `sure`: one piece of evidence proves it. */
export type Certainty = 'sure' | 'likely' | 'hint';

/** Parts of the path from a job to its registry, in the order of docs/rules.md. */
export type Phase =
  | 'connect'
  | 'tls'
  | 'version'
  | 'auth'
  | 'context'
  | 'build'
  | 'registry'
  | 'container'
  | 'session'
  | 'network'
  | 'security';

/** Something that is wrong, with what proves it and what to do. Texts are safe to print and hold no secret. */
export interface Finding {
  /** Of the rule; stable: `context-huge`. */
  readonly rule: string;
  readonly phase: Phase;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** One sentence with the values that were seen. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly fix: string;
  /** More lines that belong to it: largest directories, last lines of output, lines to paste. */
  readonly details: readonly string[];
  /** Ids of the exchanges and connections that prove it, in order, bounded. */
  readonly exchanges: readonly number[];
  readonly connections: readonly number[];
  /** The file of the job that it is about, relative to the context; null where it is about none. */
  readonly place: FindingPlace | null;
}

export interface FindingPlace {
  /** As in the context: `Dockerfile`, `.dockerignore`. */
  readonly file: string;
  /** From 1; null for the whole file. */
  readonly line: number | null;
}

/** What the rules made of a capture. */
export interface Diagnosis {
  /** Worst first, then in the order of the rules. */
  readonly findings: readonly Finding[];
  /** Rules that had what they need, and those that had not. */
  readonly judged: number;
  readonly notJudged: readonly string[];
}
