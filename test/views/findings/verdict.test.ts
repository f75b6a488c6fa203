import { describe, expect, test } from 'vitest';
import { countWords, failing, fails, judgedWords } from '../../../src/views/findings/verdict.ts';
import { finding, findingsReport } from '../../builders/finding.ts';

describe('what fails a check', () => {
  test.each([
    ['error', 'error', true],
    ['sec-high', 'error', false],
    ['sec-high', 'sec-high', true],
    ['error', 'sec-high', true],
    ['warn', 'sec-high', false],
    ['warn', 'warn', true],
    ['info', 'sec-warn', false],
    ['info', 'info', true],
    ['error', 'never', false],
  ] as const)('%s with --fail-on %s: %s', (severity, failOn, expected) => {
    expect(fails(severity, failOn)).toBe(expected);
  });

  test('only those count', () => {
    const report = findingsReport([finding(), finding({ severity: 'warn' })]);
    expect(failing(report)).toEqual([report.findings[0]]);
  });
});

test('counts in words', () => {
  expect(countWords([])).toBe('nothing found');
  expect(countWords([finding(), finding({ severity: 'warn' }), finding({ severity: 'warn' })])).toBe(
    '1 error, 2 warnings',
  );
});

test('how much was judged', () => {
  expect(judgedWords(findingsReport([], { ignored: 1, accepted: 2 }))).toBe(
    '1 rule judged, 1 had nothing to judge, 1 finding ignored, 2 findings accepted before',
  );
});
