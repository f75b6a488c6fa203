import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import { isoTime } from '../view-model/format-time.ts';

/** ISO 8601 UTC with microseconds; null for a time that is not known or that no calendar holds. */
export function timeJson(at: Timestamp | null): string | null {
  return at === null ? null : isoTime(at);
}

/** Milliseconds to the microsecond: what is behind it are the leftovers of binary fractions. */
export function millisecondsJson(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1000;
}

export function issueJson(issue: Issue): object {
  return {
    code: issue.code,
    message: issue.message,
    time: timeJson(issue.at),
    offset: issue.offset ?? null,
    required: issue.required ?? null,
    actual: issue.actual ?? null,
  };
}
