import { expect, test } from 'vitest';
import { briefLines } from '../../../src/views/findings/brief.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { finding, findingsReport } from '../../builders/finding.ts';

const options = textOptions({ color: false, unicode: true, width: null, utcOffset: () => 0 });

test('the worst with their fixes, the others by name, in at most 14 lines', () => {
  const details = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const findings = Array.from({ length: 12 }, (_, index) => finding({ rule: `rule-${index}`, details }));
  const lines = briefLines(findingsReport(findings), options);
  expect(lines.length).toBeLessThanOrEqual(14);
  expect(lines[0]).toBe('dind-sniff check: 12 errors');
  expect(lines).toContain('      line 19');
  expect(lines.at(-1)).toBe('    also rule-2, rule-3, rule-4, rule-5, rule-6, rule-7 and 4 others');
});

test('nothing found', () => {
  expect(briefLines(findingsReport([]), options)).toEqual(['dind-sniff check: nothing found']);
});
