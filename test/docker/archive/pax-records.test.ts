import { expect, it } from 'vitest';
import { paxInteger, paxTime, readPaxRecords } from '../../../src/docker/archive/pax-records.ts';

it.each([
  ['none', '', [], true],
  ['one', '8 uid=1\n', [['uid', '1']], true],
  [
    'two of the same key',
    '6 a=1\n6 a=2\n',
    [
      ['a', '1'],
      ['a', '2'],
    ],
    true,
  ],
  ['an empty value', '5 a=\n', [['a', '']], true],
  ['a value with = and a newline', '10 a==1\n2\n', [['a', '=1\n2']], true],
  ['filled up with NULs', '6 a=1\n\0\0\0', [['a', '1']], true],
  ['extended attributes, which are left out', '16 SCHILY.x.k=v\n6 a=1\n', [['a', '1']], true],
  ['a length that is too short', '6 a=1\n3 b=2\n', [['a', '1']], false],
  ['a length that is too long', '6 a=1\n99 b=2\n', [['a', '1']], false],
  ['a length of zero', '0 a=1\n', [], false],
  ['no length', 'a=1\n', [], false],
  ['no key', '6 abc\n', [], false],
])('pax records: %s', (_, text, records, whole) => {
  expect(readPaxRecords(Buffer.from(text))).toEqual({ records, whole });
});

it.each([
  ['12', 12],
  ['-3', -3],
  ['', null],
  ['1.5', null],
  ['9007199254740993', null],
  ['x', null],
])('%j as an integer is %j', (text, value) => {
  expect(paxInteger(text)).toBe(value);
});

it.each([
  ['1714564800', 1714564800e6],
  ['1714564800.5', 1714564800e6 + 500_000],
  ['1714564800.123456789', 1714564800e6 + 123_456.75],
  ['-1.25', -1_250_000],
  ['1.', 1_000_000],
  ['.5', null],
  ['1e9', null],
  ['', null],
])('%j as a time is %j', (text, micros) => {
  expect(paxTime(text)).toBe(micros);
});
