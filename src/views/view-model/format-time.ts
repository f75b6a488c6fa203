import type { Timestamp } from '../../layer/origin.ts';

/** Minutes that a clock on the wall is ahead of UTC at a moment: `() => 0` for UTC, or the local zone's. */
export type UtcOffset = (at: Timestamp) => number;

export const utc: UtcOffset = () => 0;

/** `10:31:02`, or `10:31:02.123` with milliseconds; `–` for a time that no calendar holds. */
export function clockTime(at: Timestamp, utcOffset: UtcOffset, precision: 's' | 'ms' = 's'): string {
  const iso = wallClock(at, utcOffset);
  if (iso === null) return '–';
  return iso.slice(11, precision === 's' ? 19 : 23);
}

/** `2026-11-24 10:31:02`. */
export function dateAndTime(at: Timestamp, utcOffset: UtcOffset): string {
  const iso = wallClock(at, utcOffset);
  return iso === null ? '–' : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** ISO 8601 in UTC with microseconds, `2026-11-24T10:31:02.123456Z`; null outside the years 0 to 9999. */
export function isoTime(at: Timestamp): string | null {
  const micros = Math.floor(at);
  const iso = calendar(Math.floor(micros / 1000));
  if (iso === null) return null;
  const below = micros - Math.floor(micros / 1000) * 1000;
  return `${iso.slice(0, 23)}${String(below).padStart(3, '0')}Z`;
}

function wallClock(at: Timestamp, utcOffset: UtcOffset): string | null {
  const ms = Math.floor(at / 1000);
  return calendar(ms) === null ? null : calendar(ms + utcOffset(at) * 60_000);
}

/** The years 0 to 9999 in milliseconds: a tar or a broken capture may name any time whatever. */
const FIRST_MS = -62_167_219_200_000;
const LAST_MS = 253_402_300_799_999;

function calendar(ms: number): string | null {
  if (!(ms >= FIRST_MS && ms <= LAST_MS)) return null;
  return new Date(ms).toISOString();
}
