import { expect, test } from 'vitest';
import { reportLines } from '../../../../src/views/report/text/report-lines.ts';
import { textOptions } from '../../../../src/views/text/text-options.ts';
import { buildExchange, exchange } from '../../../builders/exchange.ts';
import { finding, reportOf } from '../reported.ts';

const options = textOptions({ color: false, unicode: true, width: null, utcOffset: () => 0 });
const output = Array.from({ length: 30 }, (_, index) => `line ${index}`);
const error = finding({
  rule: 'build-step-failed',
  severity: 'error',
  message: 'Step 4/6 exited 1.',
  details: output,
});

test('what failed, why and what to do come first, in few lines', () => {
  const lines = reportLines(reportOf([exchange(), buildExchange()], { findings: [error] }), options, 'plain');
  const head = lines.slice(0, lines.indexOf(''));
  expect(head.length).toBeLessThanOrEqual(15);
  expect(head.slice(0, 2)).toEqual(['✗ Build web:latest failed', '    Step 4/6 exited 1.']);
  expect(head.at(-3)).toBe('      │ line 29');
  expect(head.at(-2)).toBe('    To do: Add `node_modules` to .dockerignore.');
});

test('then sections, and no secret in any of them', () => {
  const lines = reportLines(
    reportOf([exchange(), buildExchange()], { findings: [error, finding()] }),
    options,
    'plain',
  );
  const titles = lines.filter((_, index) => lines[index - 1] === '');
  expect(titles).toEqual([
    'What else was found: 1',
    'build web:latest  ✗ step 4/6 after 3.4 s  classic',
    '2 exchanges',
    'Registry logins that were sent',
    'The capture',
  ]);
  expect(lines.join('\n')).not.toMatch(/npm_topsecret|hunter2|s3cret|idtoken/);
});
