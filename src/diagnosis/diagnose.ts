import { type Diagnosis, type Finding, severities } from '../model/finding.ts';
import type { Evidence } from './evidence.ts';
import type { Found, Rule } from './rule.ts';
import { rules } from './rules.ts';

/** Findings of one rule that are told; a capture of a thousand failed calls has one problem, not a thousand. */
const MAX_FINDINGS = 20;
/** Exchanges and connections that are named as the proof of one finding. */
const MAX_PROOF = 50;
const MAX_DETAILS = 40;

/** Asks every rule that has what it needs. Pure: the same evidence gives the same findings. */
export function diagnose(evidence: Evidence, table: readonly Rule[] = rules): Diagnosis {
  const findings: Finding[] = [];
  const notJudged: string[] = [];
  for (const one of table) {
    const found = one.judge(evidence);
    if (found === null) notJudged.push(one.id);
    else
      findings.push(
        ...alikeOnce(found)
          .slice(0, MAX_FINDINGS)
          .map((each) => finding(one, each)),
      );
  }
  const rank = ({ severity }: Finding): number => severities.indexOf(severity);
  // Sorting is stable, so that rules keep their order within a severity.
  findings.sort((one, other) => rank(one) - rank(other));
  return { findings, judged: table.length - notJudged.length, notJudged };
}

/** Three builds that send the same files have one problem. */
function alikeOnce(found: readonly Found[]): readonly Found[] {
  const groups = new Map<string, Found>();
  for (const one of found) {
    const { exchanges = [], connections = [], ...said } = one;
    const key = JSON.stringify(said);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, one);
    else {
      const both = (some: readonly number[] = [], more: readonly number[]) => [
        ...new Set([...some, ...more]),
      ];
      groups.set(key, {
        ...said,
        exchanges: both(same.exchanges, exchanges),
        connections: both(same.connections, connections),
      });
    }
  }
  return [...groups.values()];
}

function finding({ id, phase, severity, certainty, fix }: Rule, found: Found): Finding {
  return {
    rule: id,
    phase,
    severity: found.severity ?? severity,
    certainty: found.certainty ?? certainty,
    message: found.message,
    fix: found.fix ?? fix,
    details: (found.details ?? []).slice(0, MAX_DETAILS),
    exchanges: (found.exchanges ?? []).slice(0, MAX_PROOF),
    connections: (found.connections ?? []).slice(0, MAX_PROOF),
    place: found.place ?? null,
  };
}
