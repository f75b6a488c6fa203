import { describe, expect, test } from 'vitest';
import { MOST_BYTES, reportMarkdown } from '../../../../src/views/report/markdown/page.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { build, buildExchange, dockerFacts, exchange } from '../../../builders/exchange.ts';
import { finding, reportOf } from '../reported.ts';

const error = finding({
  rule: 'build-step-failed',
  severity: 'error',
  message: 'Step 4/6 "RUN npm ci" exited 1.',
  details: ['npm error | <b>'],
});

test('the verdict is first, then what to do', () => {
  const text = reportMarkdown(reportOf([buildExchange()], { findings: [error] }));
  expect(text.split('\n').filter(Boolean).slice(0, 6)).toEqual([
    '## ✗ Build web&#58;latest failed',
    '**✗ Step 4/6 &#34;RUN npm ci&#34; exited 1.**',
    'What to do: Add <code>node&#95;modules</code> to .dockerignore.',
    '```text',
    'npm error | <b>',
    '```',
  ]);
});

test('tables have as many cells in each row, whatever is in them', () => {
  const hostile = build({ tags: ['a|b'], buildArgs: { 'x|y': 'a|b\nc' } });
  const one = exchange({ summary: 'build a|b', docker: dockerFacts({ build: hostile }) });
  const rows = reportMarkdown(reportOf([one])).split('\n');
  for (const [index, row] of rows.entries()) {
    if (!row.startsWith('|') || !rows[index - 1]?.startsWith('|')) continue;
    expect(row.split('|')).toHaveLength((rows[index - 1] as string).split('|').length);
  }
});

test('no secret is in it', () => {
  expect(reportMarkdown(reportOf([buildExchange()]))).not.toMatch(/npm_topsecret|hunter2|s3cret|idtoken/);
});

describe('its size', () => {
  const long = 'x'.repeat(400);
  const entries = Array.from({ length: 3000 }, (_, index) => archiveEntry(`${index}${'é'.repeat(200)}`, 9));
  const context = { compression: 'none', bytes: 1, sha256: null, fileBytes: 9, entries } as const;
  const builds = Array.from({ length: 60 }, (_, index) => ({
    ...buildExchange({
      context,
      steps: Array.from({ length: 300 }, (_step, number) => ({
        ...(build().steps[0] as ReturnType<typeof build>['steps'][number]),
        number,
        total: 300,
        instruction: `RUN ${'<&|*'.repeat(90)}${number}`,
      })),
    }),
    id: index + 1,
  }));
  const findings = Array.from({ length: 200 }, () =>
    finding({ message: long, details: Array(40).fill(long) }),
  );
  const report = reportOf(builds, { findings });

  test('is below what GitHub takes, and what is left out is said', () => {
    const text = reportMarkdown(report);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
    expect(text).toMatch(/\nCut: \d+ parts of this report are left out/);
  });

  test.each([0, 100, 5000, 50_000])('is below %i bytes where no more may be written', (room) => {
    expect(Buffer.byteLength(reportMarkdown(report, room))).toBeLessThanOrEqual(room);
  });
});
