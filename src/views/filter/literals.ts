import type { NumberField } from './field.ts';

/** How values of one type are written: null for what is none, and words for the error and the documentation. */
export interface LiteralReader {
  readonly words: string;
  readonly such: string;
  readonly read: (text: string) => number | null;
}

/** Decimal as the docker CLI and the screens write sizes, binary as memory limits are. */
const SIZE_UNITS: Readonly<Record<string, number>> = {
  b: 1,
  ...Object.fromEntries(
    ['k', 'm', 'g', 't', 'p'].flatMap((prefix, index) => [
      [prefix, 1000 ** (index + 1)],
      [`${prefix}b`, 1000 ** (index + 1)],
      [`${prefix}i`, 1024 ** (index + 1)],
      [`${prefix}ib`, 1024 ** (index + 1)],
    ]),
  ),
};

const MILLISECONDS: Readonly<Record<string, number>> = {
  us: 0.001,
  µs: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const MEASURE = /^(\d+(?:\.\d+)?)(\p{L}*)$/u;

function measure(text: string, units: Readonly<Record<string, number>>): number | null {
  const [, digits, unit = ''] = MEASURE.exec(text.toLowerCase().replace('μ', 'µ')) ?? [];
  if (digits === undefined) return null;
  const factor = unit === '' ? 1 : Object.hasOwn(units, unit) ? units[unit] : undefined;
  return factor === undefined ? null : Number(digits) * factor;
}

/** Versions of the Engine API as numbers that compare as they do: `1.9` is before `1.41`. Null for what is none. */
export function versionNumber(text: string): number | null {
  const [, major, minor = '0'] = /^v?(\d{1,6})(?:\.(\d{1,6}))?$/i.exec(text) ?? [];
  return major === undefined ? null : Number(major) * 1_000_000 + Number(minor);
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?)?(Z|[+-]\d\d:\d\d)?$/i;

/** ISO 8601, UTC where it does not say, as exports are; microseconds since 1970. */
function time(text: string): number | null {
  const [, date, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = TIME.exec(text) ?? [];
  if (date === undefined) return null;
  const milliseconds = Date.parse(`${date}T${minutes}:${seconds}${zone.toUpperCase()}`);
  return Number.isNaN(milliseconds) ? null : milliseconds * 1000 + Number(fraction.padEnd(6, '0'));
}

export const literals: Readonly<Record<NumberField['type'], LiteralReader>> = {
  number: { words: 'a number', such: '400', read: (text) => measure(text, {}) },
  size: { words: 'a size', such: '10MB, 512KiB or 4096', read: (text) => measure(text, SIZE_UNITS) },
  duration: {
    words: 'a duration',
    such: '200ms, 1.5s or 2min; without a unit it is milliseconds',
    read: (text) => measure(text, MILLISECONDS),
  },
  version: { words: 'a version', such: '1.41', read: versionNumber },
  time: { words: 'a time', such: '2026-11-24T10:31:02Z, or a date alone', read: time },
};
