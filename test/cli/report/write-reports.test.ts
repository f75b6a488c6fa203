import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { Context } from '../../../src/cli/context.ts';
import { appendStepSummary, writeReports } from '../../../src/cli/report/write-reports.ts';
import { buildExchange } from '../../builders/exchange.ts';
import { reportOf } from '../../views/report/reported.ts';

const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A context with these variables, and what was said on its standard error. */
function contextOf(env: Context['env']): { readonly context: Context; readonly said: () => string } {
  const stderr = new PassThrough();
  const context = { env, stderr, stdout: new PassThrough(), interrupted: new AbortController().signal };
  return { context: context as unknown as Context, said: () => String(stderr.read() ?? '') };
}

const report = reportOf([buildExchange()]);

describe("GitHub's step summary", () => {
  test('is added to what other steps wrote', async () => {
    const path = join(folder, 'summary.md');
    writeFileSync(path, '# of another step\n');
    await appendStepSummary(report, contextOf({ GITHUB_STEP_SUMMARY: path }).context);
    expect(readFileSync(path, 'utf8')).toMatch(/^# of another step\n\n## ✗ Build web/);
  });

  test('has at most 1 MiB with all that is in it', async () => {
    const path = join(folder, 'full.md');
    writeFileSync(path, 'x'.repeat(1024 * 1024 - 1000));
    await appendStepSummary(report, contextOf({ GITHUB_STEP_SUMMARY: path }).context);
    expect(readFileSync(path).length).toBeLessThanOrEqual(1024 * 1024);
  });

  test('that cannot be written is told, and no failure', async () => {
    const { context, said } = contextOf({ GITHUB_STEP_SUMMARY: join(folder, 'none', 'summary.md') });
    await appendStepSummary(report, context);
    expect(said()).toMatch(/^dind-sniff: cannot write .*summary\.md: /);
  });

  test('is not written where none is wanted', async () => {
    const { context, said } = contextOf({ GITHUB_STEP_SUMMARY: '' });
    await appendStepSummary(report, context);
    expect(said()).toBe('');
  });
});

test('each report is written, and one that cannot be is told', async () => {
  const { context, said } = contextOf({});
  const wishes = [
    { format: 'html', path: join(folder, 'none', 'r.html') },
    { format: 'text', path: join(folder, 'r.txt') },
  ] as const;
  await writeReports(report, wishes, '-', context);
  expect(said()).toMatch(/^dind-sniff: cannot write .*r\.html: /);
  expect(readFileSync(join(folder, 'r.txt'), 'utf8')).toMatch(/^✗ Build web:latest failed\n/);
});
