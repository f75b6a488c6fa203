import type { Certainty, Finding, Severity } from '../../model/finding.ts';
import { severityWords } from '../findings/verdict.ts';
import type { Sign } from '../view-model/status.ts';
import { cut } from './exchanges-part.ts';

/** A finding as it is shown: with a sign and words for how bad it is. */
export interface FindingCard {
  readonly rule: string;
  readonly sign: Extract<Sign, 'failed' | 'warning' | 'open'>;
  /** `error`, `high risk`. */
  readonly severity: string;
  /** Empty for what is sure. */
  readonly certainty: string;
  readonly message: string;
  readonly fix: string;
  readonly details: readonly string[];
  readonly exchanges: readonly number[];
  /** Exchanges that are not named. */
  readonly moreExchanges: number;
  /** `Dockerfile:4` */
  readonly place: string | null;
}

const SIGNS: Readonly<Record<Severity, FindingCard['sign']>> = {
  error: 'failed',
  'sec-high': 'failed',
  warn: 'warning',
  'sec-warn': 'warning',
  info: 'open',
};

const CERTAINTIES: Readonly<Record<Certainty, string>> = {
  sure: '',
  likely: 'likely',
  hint: 'perhaps',
};

const MOST_EXCHANGES = 8;
const LONGEST_SENTENCE = 1500;
const LONGEST_LINE = 500;

export function findingCard(finding: Finding): FindingCard {
  const { place, exchanges } = finding;
  return {
    rule: finding.rule,
    sign: SIGNS[finding.severity],
    severity: severityWords(finding.severity),
    certainty: CERTAINTIES[finding.certainty],
    message: cut(finding.message, LONGEST_SENTENCE),
    fix: cut(finding.fix, LONGEST_SENTENCE),
    details: finding.details.map((line) => cut(line, LONGEST_LINE)),
    exchanges: exchanges.slice(0, MOST_EXCHANGES),
    moreExchanges: Math.max(0, exchanges.length - MOST_EXCHANGES),
    place: place === null ? null : place.line === null ? place.file : `${place.file}:${place.line}`,
  };
}
