import { expect, test } from 'vitest';
import { issueJson, millisecondsJson, timeJson } from '../../../src/views/export/scalar-json.ts';

test('times are UTC with microseconds, or null', () => {
  expect(timeJson(1_000_001)).toBe('1970-01-01T00:00:01.000001Z');
  expect([timeJson(null), timeJson(1e30)]).toEqual([null, null]);
});

test('milliseconds lose what binary fractions left over', () => {
  expect([millisecondsJson(0.1 + 0.2), millisecondsJson(0), millisecondsJson(null)]).toEqual([0.3, 0, null]);
});

test('an issue has all its fields, and nothing else', () => {
  expect(issueJson({ kind: 'issue', code: 'a/b', message: 'm', at: null, required: 4 })).toEqual({
    code: 'a/b',
    message: 'm',
    time: null,
    offset: null,
    required: 4,
    actual: null,
  });
});
