import type { Rule } from '../../diagnosis/rule.ts';
import type { Finding, Severity } from '../../model/finding.ts';

/** From where on findings fail a check; `never` for not at all. */
export type FailOn = Severity | 'never';

/** What a check of a capture came to. Texts of findings are safe to print. */
export interface FindingsReport {
  /** The capture's path as the user gave it, safe to print; `-` for standard input. */
  readonly capture: string;
  readonly toolVersion: string;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Findings that are not told: by `--ignore`, and because they were accepted before. */
  readonly ignored: number;
  readonly accepted: number;
  /** The rules that were asked and not ignored. */
  readonly judged: readonly Rule[];
  readonly notJudged: readonly Rule[];
  readonly failOn: FailOn;
  /** Words for an exchange that proves a finding: `build web:latest`; null for one that is not known. */
  readonly operation: (exchange: number) => string | null;
}

/** One way to write a report; a row in the table that the command line and its help read. */
export interface FindingsFormat {
  readonly description: string;
  /** Ends with a line break. */
  readonly write: (report: FindingsReport) => string;
}
