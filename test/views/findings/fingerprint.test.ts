import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/views/findings/fingerprint.ts';
import { finding } from '../../builders/finding.ts';

test('numbers and ids change from run to run and do not count', () => {
  const one = finding({ message: 'Container 0123456789ab exited 137 after 1.4 s.', exchanges: [3] });
  const other = finding({ message: 'Container ba9876543210 exited 137 after 12 s.', exchanges: [9] });
  expect(fingerprint(one)).toBe(fingerprint(other));
});

test.each([
  ['another rule', { rule: 'build-oom-killed' }],
  ['another file', { place: { file: 'web/Dockerfile', line: 6 } }],
  ['other words', { message: 'Step 4/7 "RUN npm install" exited 1 after 4.2 s.' }],
])('%s is another finding', (_name, fields) => {
  expect(fingerprint(finding(fields))).not.toBe(fingerprint(finding()));
});
