import { expect, test } from 'vitest';
import type { NumberField } from '../../../src/views/filter/field.ts';
import { literals, versionNumber } from '../../../src/views/filter/literals.ts';

const cases: readonly (readonly [NumberField['type'], string, number | null])[] = [
  ['number', '404', 404],
  ['number', '1.5', 1.5],
  ['number', '-1', null],
  ['number', '4k', null],
  ['number', '', null],
  ['number', '1e3', null],
  ['size', '4096', 4096],
  ['size', '10MB', 10_000_000],
  ['size', '10mb', 10_000_000],
  ['size', '1.5k', 1500],
  ['size', '512KiB', 524_288],
  ['size', '2GiB', 2_147_483_648],
  ['size', '7B', 7],
  ['size', '1.', null],
  ['size', '10 MB', null],
  ['size', '10XB', null],
  ['size', '1constructor', null],
  ['duration', '200ms', 200],
  ['duration', '200', 200],
  ['duration', '1.5s', 1500],
  ['duration', '250us', 0.25],
  ['duration', '250µs', 0.25],
  ['duration', '250μs', 0.25],
  ['duration', '2min', 120_000],
  ['duration', '2m', 120_000],
  ['duration', '1h', 3_600_000],
  ['duration', '1d', 86_400_000],
  ['duration', '1MB', null],
  ['version', '1.41', 1_000_041],
  ['version', 'v1.9', 1_000_009],
  ['version', '2', 2_000_000],
  ['version', '1.2.3', null],
  ['version', 'one', null],
  ['time', '2026-11-24', Date.UTC(2026, 10, 24) * 1000],
  ['time', '2026-11-24T10:31:02Z', Date.UTC(2026, 10, 24, 10, 31, 2) * 1000],
  ['time', '2026-11-24 10:31', Date.UTC(2026, 10, 24, 10, 31) * 1000],
  ['time', '2026-11-24T10:31:02.123456+02:00', Date.UTC(2026, 10, 24, 8, 31, 2) * 1000 + 123_456],
  ['time', '2026-11-24T10:31:02.5', Date.UTC(2026, 10, 24, 10, 31, 2) * 1000 + 500_000],
  ['time', '2026-13-01', null],
  ['time', '10:31', null],
  ['time', 'now', null],
];

test.each(cases)('%s %j', (type, text, value) => {
  expect(literals[type].read(text)).toBe(value);
});

test('the examples that errors give can be read', () => {
  for (const { such, read } of Object.values(literals)) {
    expect(read(such.split(/[,\s]/)[0] ?? '')).not.toBeNull();
  }
});

test('1.9 is before 1.41', () => {
  expect(versionNumber('1.9')).toBeLessThan(versionNumber('1.41') ?? 0);
});
