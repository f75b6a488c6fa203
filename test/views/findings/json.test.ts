import { expect, test } from 'vitest';
import { findingsJson } from '../../../src/views/findings/json.ts';
import { finding, findingsReport } from '../../builders/finding.ts';

test('one document with everything', () => {
  expect(JSON.parse(findingsJson(findingsReport([finding()])))).toEqual({
    type: 'check',
    version: '1.2.3',
    capture: 'build.pcapng',
    failOn: 'error',
    failed: true,
    findings: [
      {
        ...finding(),
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        exchanges: [{ id: 2, operation: 'build web:latest' }],
      },
    ],
    ignored: 0,
    accepted: 0,
    judged: ['build-step-failed', 'context-huge'],
    notJudged: ['mtu-mismatch'],
  });
});
