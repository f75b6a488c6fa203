import type { Timestamp } from '../../layer/origin.ts';
import { archiveText } from './archive-text.ts';

/** Records of one pax header in the order written; sparse format 0.0 repeats its keys. */
export interface PaxRecords {
  readonly records: readonly PaxRecord[];
  /** False where a record was malformed; those before it are kept. */
  readonly whole: boolean;
}

export type PaxRecord = readonly [key: string, value: string];

/** A length has at most this many digits: 1 MiB has 7. */
const MAX_LENGTH_DIGITS = 8;

/**
 * `length SP key=value LF`, where length counts the whole record in decimal (POSIX.1-2017, pax, "pax Extended
 * Header"). Values of extended attributes are never needed and are left out.
 */
export function readPaxRecords(bytes: Uint8Array): PaxRecords {
  const records: PaxRecord[] = [];
  let position = 0;
  while (position < bytes.length) {
    // Some writers fill the block with NULs and count them in the header's size.
    if (bytes[position] === 0) break;
    const space = bytes.indexOf(0x20, position);
    if (space < 0 || space - position > MAX_LENGTH_DIGITS) return { records, whole: false };
    const length = decimal(bytes.subarray(position, space));
    const end = position + length;
    const equals = bytes.indexOf(0x3d, space + 1);
    if (!(end <= bytes.length) || bytes[end - 1] !== 0x0a || equals < 0 || equals >= end) {
      return { records, whole: false };
    }
    const key = archiveText(bytes.subarray(space + 1, equals));
    if (!/^(SCHILY|LIBARCHIVE)\./.test(key)) {
      records.push([key, archiveText(bytes.subarray(equals + 1, end - 1))]);
    }
    position = end;
  }
  return { records, whole: true };
}

/** NaN where a byte is no digit. */
function decimal(digits: Uint8Array): number {
  let value = digits.length === 0 ? Number.NaN : 0;
  for (const digit of digits) value = digit >= 0x30 && digit <= 0x39 ? value * 10 + digit - 0x30 : Number.NaN;
  return value;
}

/** A whole number of a pax value; null where it is none that can be held exactly. */
export function paxInteger(value: string): number | null {
  const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}

/** Seconds with a fraction of any length, as microseconds; null where it is no such number. */
export function paxTime(value: string): Timestamp | null {
  const parts = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(value);
  if (parts === null) return null;
  // The fraction apart, because seconds with nine decimals are more than a double holds.
  const micros = Number(parts[2]) * 1e6 + Number(`0.${parts[3] || '0'}`) * 1e6;
  return parts[1] === '-' ? -micros : micros;
}
