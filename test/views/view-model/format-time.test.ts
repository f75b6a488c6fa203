import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockTime, dateAndTime, isoTime, utc } from '../../../src/views/view-model/format-time.ts';

const AT = Date.UTC(2026, 10, 24, 23, 31, 2, 123) * 1000 + 456;
const berlin = () => 60;

test('clock time in UTC and in a zone', () => {
  expect(clockTime(AT, utc)).toBe('23:31:02');
  expect(clockTime(AT, utc, 'ms')).toBe('23:31:02.123');
  expect(clockTime(AT, berlin, 'ms')).toBe('00:31:02.123');
  expect(dateAndTime(AT, berlin)).toBe('2026-11-25 00:31:02');
});

test.each([
  ['microseconds', AT, '2026-11-24T23:31:02.123456Z'],
  ['the fraction of a nanosecond capture is left out', AT + 0.75, '2026-11-24T23:31:02.123456Z'],
  ['the epoch', 0, '1970-01-01T00:00:00.000000Z'],
  ['before the epoch', -1, '1969-12-31T23:59:59.999999Z'],
  ['past the calendar', 1e18, null],
  ['before the calendar', -1e18, null],
  ['no number', Number.NaN, null],
])('isoTime: %s', (_name, at, text) => {
  expect(isoTime(at)).toBe(text);
});

test('no time whatever throws', () => {
  fc.assert(
    fc.property(fc.double(), (at) => {
      expect(clockTime(at, berlin)).toMatch(/^(\d\d:\d\d:\d\d|–)$/);
      expect(isoTime(at) ?? '0000-00-00T00:00:00.000000Z').toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/);
    }),
    { numRuns: 300 },
  );
});
