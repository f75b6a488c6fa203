/** When a new file is begun, as tcpdump's -C, -G and -W say it. */
export interface Rotation {
  /** A file is ended before it would grow beyond this many bytes; null for no such bound. */
  readonly bytes: number | null;
  /** A file is ended after this many seconds; null for no such bound. */
  readonly seconds: number | null;
  /** Number of files; with `bytes` the oldest is replaced, with `seconds` alone capturing ends. */
  readonly files: number | null;
}

/**
 * Name of the file number `number` (from 0) that is begun at `now` (milliseconds since the epoch): with
 * seconds, `path` is a format for strftime(3); with bytes, numbers are appended, from the second file on, or
 * padded from the first one where their number is given (tcpdump(1)).
 */
export function rotatedName(path: string, rotation: Rotation, number: number, now: number): string {
  const named = rotation.seconds === null ? path : formatTime(path, new Date(now));
  // The same name again would replace the file before.
  const numbered = rotation.bytes !== null || named === path;
  if (!numbered) return named;
  if (rotation.bytes === null || rotation.files === null) return number === 0 ? named : `${named}${number}`;
  const width = String(rotation.files - 1).length;
  return `${named}${String(number % rotation.files).padStart(width, '0')}`;
}

/** Whether file number `number` would be one too many, so that capturing ends. */
export function isBeyondLast({ bytes, files }: Rotation, number: number): boolean {
  return files !== null && bytes === null && number >= files;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Conversions of strftime(3) that make sense in a file name. */
const conversions: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getFullYear()),
  y: (date) => two(date.getFullYear() % 100),
  m: (date) => two(date.getMonth() + 1),
  d: (date) => two(date.getDate()),
  H: (date) => two(date.getHours()),
  M: (date) => two(date.getMinutes()),
  S: (date) => two(date.getSeconds()),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  F: (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
  T: (date) => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
  j: (date) => String(dayOfYear(date)).padStart(3, '0'),
  '%': () => '%',
};

function formatTime(format: string, date: Date): string {
  return format.replace(/%(.)/g, (whole, letter: string) => conversions[letter]?.(date) ?? whole);
}

function dayOfYear(date: Date): number {
  const start = Date.UTC(date.getFullYear(), 0, 0);
  return Math.round((Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - start) / 86_400_000);
}
