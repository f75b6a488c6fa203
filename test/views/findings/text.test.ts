import { expect, test } from 'vitest';
import { findingLines } from '../../../src/views/findings/text.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { textWidth } from '../../../src/views/view-model/fit-text.ts';
import { finding, findingsReport, hostileFinding } from '../../builders/finding.ts';

const plain = { color: false, unicode: true, width: null, utcOffset: () => 0 };

test('what was seen, what to do, and where', () => {
  const report = findingsReport([
    finding(),
    finding({ rule: 'context-huge', severity: 'warn', certainty: 'likely', exchanges: [] }),
  ]);
  expect(findingLines(report, textOptions(plain))).toEqual([
    '✗ build-step-failed  error',
    '    Step 4/7 "RUN npm ci" exited 1 after 4.2 s.',
    '      npm error code EUSAGE',
    '    To do: Look at what the step printed.',
    '    Seen in exchange 2 (build web:latest).',
    '',
    '! context-huge  warning, likely',
    '    Step 4/7 "RUN npm ci" exited 1 after 4.2 s.',
    '      npm error code EUSAGE',
    '    To do: Look at what the step printed.',
    '',
    '1 error, 1 warning; 3 rules judged, 1 had nothing to judge',
  ]);
});

test('nothing found is said', () => {
  expect(findingLines(findingsReport([]), textOptions(plain))).toEqual([
    'nothing found; 1 rule judged, 1 had nothing to judge',
  ]);
});

test('a terminal gets lines that fit, with all of their words', () => {
  const fix = 'Look at what the step printed and at what else was found at that time in this job.';
  const lines = findingLines(
    findingsReport([finding({ fix }), hostileFinding]),
    textOptions({ ...plain, width: 40 }),
  );
  expect(lines.every((line) => textWidth(line) <= 40)).toBe(true);
  expect(lines.map((line) => line.trim()).join(' ')).toContain(`To do: ${fix}`);
});
