import type { Certainty, FindingPlace, Phase, Severity } from '../model/finding.ts';
import type { Evidence, EvidenceSource, Given } from './evidence.ts';

/** What a rule says of one thing that it found; where it is silent, the rule's own words hold. */
export interface Found {
  readonly message: string;
  readonly fix?: string;
  readonly severity?: Severity;
  readonly certainty?: Certainty;
  readonly details?: readonly string[];
  readonly exchanges?: readonly number[];
  readonly connections?: readonly number[];
  readonly place?: FindingPlace;
}

/** One thing that goes wrong, and how it is told from the evidence. */
export interface RuleRecord<Needed extends EvidenceSource> {
  /** Stable: other people's scripts ignore it by this name. */
  readonly id: string;
  readonly phase: Phase;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** Without these it is not judged. */
  readonly needs: readonly Needed[];
  /** For docs/rules.md: what a user sees, in one sentence. */
  readonly symptom: string;
  /** Why it happens, in a sentence or two. */
  readonly cause: string;
  /** What to do, in one sentence. */
  readonly fix: string;
  /** What is seen on the wire or in the environment when it holds, with its thresholds. */
  readonly evidence: string;
  /**
   * Pure. Empty where nothing is wrong; null where the needed sources are there, and what it looks for in them
   * is not, so that nobody can tell.
   */
  readonly judge: (evidence: Given<Needed>) => readonly Found[] | null;
  /** Tells the same by other sources: asked where `judge` finds nothing, or cannot be asked. */
  readonly also?: Witness;
}

/** How a rule tells a thing by sources that it can do without. */
export interface Witness {
  readonly needs: readonly EvidenceSource[];
  readonly evidence: string;
  readonly judge: (evidence: Evidence) => readonly Found[] | null;
}

/** A rule as `diagnose` uses it: null for not judged. */
export interface Rule extends Omit<RuleRecord<EvidenceSource>, 'judge'> {
  readonly judge: (evidence: Evidence) => readonly Found[] | null;
}

/** Makes a rule that is asked only where its sources are there. */
export function rule<const Needed extends EvidenceSource>(record: RuleRecord<Needed>): Rule {
  const { also } = record;
  const judge = whereGiven(record);
  return {
    ...record,
    judge: (evidence) => {
      const found = judge(evidence);
      if (also === undefined || (found !== null && found.length > 0)) return found;
      const other = also.judge(evidence);
      return other === null || other.length === 0 ? (found ?? other) : other;
    },
  };
}

/** Makes the part of a rule that is asked only where its own sources are there. */
export function witness<const Needed extends EvidenceSource>(
  record: Pick<RuleRecord<Needed>, 'needs' | 'evidence' | 'judge'>,
): Witness {
  return { ...record, judge: whereGiven(record) };
}

function whereGiven<Needed extends EvidenceSource>({
  needs,
  judge,
}: Pick<RuleRecord<Needed>, 'needs' | 'judge'>): Rule['judge'] {
  return (evidence) => (hasAll(evidence, needs) ? judge(evidence) : null);
}

function hasAll<Needed extends EvidenceSource>(
  evidence: Evidence,
  needs: readonly Needed[],
): evidence is Given<Needed> {
  return needs.every((source) => evidence[source] !== null);
}
