import type { StepName } from './step-names.ts';

/** One thing that was looked at on the way to the daemon. Texts are safe to print. */
export interface Step {
  readonly name: StepName;
  readonly state: 'ok' | 'warning' | 'failed' | 'not-tried';
  readonly words: string;
  /** What to do; null where there is nothing to do. */
  readonly fix: string | null;
  /** Id of the rule that says so; null for what is no rule's. */
  readonly rule: string | null;
  readonly details: readonly string[];
}

export function fine(name: StepName, words: string): Step {
  return step(name, 'ok', words, null);
}

export function doubtful(name: StepName, words: string, fix: string): Step {
  return step(name, 'warning', words, fix);
}

export function failed(name: StepName, words: string, fix: string): Step {
  return step(name, 'failed', words, fix);
}

export function notTried(name: StepName, words: string): Step {
  return step(name, 'not-tried', words, null);
}

function step(name: StepName, state: Step['state'], words: string, fix: string | null): Step {
  return { name, state, words, fix, rule: null, details: [] };
}
