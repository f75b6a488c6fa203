import { expect, it } from 'vitest';
import { issuesMaker } from '../../../src/views/view-model/detail-issues.ts';
import { AT, exchange } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

it('issues stand in order of time', () => {
  const text = paneText(
    issuesMaker(
      exchange({
        gaps: [{ side: 'request', missing: 1400, at: AT + 1_000_000 }],
        issues: [
          { kind: 'issue', code: 'http1/bad-chunk', message: 'no size', at: AT + 2_000_000, offset: 7 },
          { kind: 'issue', code: 'tcp/overlap-differs', message: 'differs', at: AT },
        ],
      }),
    ),
  );
  expect(text.split('\n').map((line) => line.trim().split(/ +/)[1])).toEqual([
    'tcp/overlap-differs',
    'gap',
    'http1/bad-chunk',
  ]);
  expect(text).toContain('1.4 kB of the request are not in the capture');
  expect(text).toContain('at byte 7');
});
