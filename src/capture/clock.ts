import type { Timestamp } from '../layer/origin.ts';

/** The system's clock was set when it and ours differ by more than this, in milliseconds. */
const MAX_DRIFT = 50;

let origin = performance.timeOrigin;

/**
 * The present in capture time. The system's clock has milliseconds only, so a finer one that counts from the
 * start of the process is used, as long as they agree. It may go back when the system's clock is set back.
 */
export function now(): Timestamp {
  const sinceStart = performance.now();
  const system = Date.now();
  if (Math.abs(origin + sinceStart - system) > MAX_DRIFT) origin = system - sinceStart;
  return Math.round((origin + sinceStart) * 1000);
}
