import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runBin } from '../run-bin.ts';

const BUILD = 'fixtures/classic-build/capture.pcapng';
const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['report.html', /^<!doctype html>/],
  ['report.HTM', /^<!doctype html>/],
  ['report.md', /^\n## ✗ 1 of 3 builds failed\n/],
  ['report.txt', /^✗ 1 of 3 builds failed\n/],
  ['report', /^✗ 1 of 3 builds failed\n/],
])('the format is guessed from %s, and only its owner may read it', async (name, start) => {
  const path = join(folder, name);
  const ran = await runBin(['report', BUILD, '-o', path]);
  expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(path, 'utf8')).toMatch(start);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a format that is given wins over the name', async () => {
  const path = join(folder, 'summary.html');
  await runBin(['report', BUILD, '-T', 'markdown', '-o', path]);
  expect(readFileSync(path, 'utf8')).toMatch(/^\n## /);
});

describe('on standard output', () => {
  test.each([
    ['GitLab folds', { GITLAB_CI: 'true' }, '\x1b[0Ksection_start:'],
    ['GitHub folds', { GITHUB_ACTIONS: 'true' }, '\n::group::'],
    ['nobody folds', {}, '\nRegistry logins that were sent\n'],
  ])('%s', async (_name, env: Readonly<Record<string, string>>, mark) => {
    const { stdout } = await runBin(['report', BUILD], { env });
    expect(stdout).toContain(mark);
  });
});

test('only what passes a filter', async () => {
  const { stdout } = await runBin(['report', BUILD, '-Y', 'op == ping']);
  expect(stdout).toMatch(/^✓ Nothing went wrong\n/);
  expect(stdout).not.toContain('build web');
});

test('with an earlier capture to compare with', async () => {
  const { code, stdout } = await runBin(['report', BUILD, '--baseline', BUILD]);
  expect([code, stdout.split('\n', 1)[0]]).toEqual([0, '✗ 1 of 3 builds failed']);
});

test('of a file that is no capture there is none', async () => {
  const path = join(folder, 'text.pcap');
  writeFileSync(path, 'no capture at all, but long enough to be one');
  const { code, stderr } = await runBin(['report', path, '-o', join(folder, 'none.html')]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^dind-sniff: .*text\.pcap/);
  expect(existsSync(join(folder, 'none.html'))).toBe(false);
});
