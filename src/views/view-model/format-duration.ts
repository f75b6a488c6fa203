const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds for a person: `0.4 ms`, `61 ms`, `3.4 s`, `44 s`, `1 m 04 s`, `2 h 05 m`, `3 d 01 h`. */
export function formatDuration(ms: number): string {
  // Two captures' clocks may disagree; a negative time is shown as it is, not hidden.
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms < 0.05) return '0 ms';
  if (ms < 0.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 9950) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < MINUTE - 500) return `${(ms / SECOND).toFixed(0)} s`;
  if (ms < HOUR - 500) return twoUnits(Math.round(ms / SECOND), 60, 'm', 's');
  if (ms < DAY - MINUTE / 2) return twoUnits(Math.round(ms / MINUTE), 60, 'h', 'm');
  return twoUnits(Math.round(ms / HOUR), 24, 'd', 'h');
}

function twoUnits(total: number, per: number, large: string, small: string): string {
  return `${Math.floor(total / per)} ${large} ${String(total % per).padStart(2, '0')} ${small}`;
}
