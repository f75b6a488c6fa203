import type { Rule } from '../../diagnosis/rule.ts';
import { rules } from '../../diagnosis/rules.ts';
import type { Diagnosis, Finding } from '../../model/finding.ts';
import type { AcceptedFindings } from './accepted-findings.ts';

export interface ToldFindings {
  readonly findings: readonly Finding[];
  readonly ignored: number;
  readonly accepted: number;
  readonly judged: readonly Rule[];
  readonly notJudged: readonly Rule[];
}

/** What is left of a diagnosis without the rules and the findings that somebody does not want to hear of. */
export function toldFindings(
  { findings, notJudged }: Diagnosis,
  ignoredRules: ReadonlySet<string>,
  accepted: AcceptedFindings | null,
): ToldFindings {
  const wanted = findings.filter(({ rule }) => !ignoredRules.has(rule));
  const told = wanted.filter((finding) => accepted?.has(finding) !== true);
  const silent = new Set(notJudged);
  const asked = rules.filter(({ id }) => !ignoredRules.has(id));
  return {
    findings: told,
    ignored: findings.length - wanted.length,
    accepted: wanted.length - told.length,
    judged: asked.filter(({ id }) => !silent.has(id)),
    notJudged: asked.filter(({ id }) => silent.has(id)),
  };
}
