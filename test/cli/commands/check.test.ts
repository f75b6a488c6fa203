import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runBin } from '../run-bin.ts';

// Its fifth step fails, as the client said.
const BUILD = 'fixtures/classic-build/capture.pcapng';
const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const within = (name: string): string => join(folder, name);

describe('check', () => {
  test('tells what failed and how, and exits with 3', async () => {
    const { code, stdout, stderr } = await runBin(['check', BUILD]);
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).toContain('✗ build-step-failed  error');
    expect(stdout).toContain('wc: src/sever.js: No such file or directory');
    expect(stdout).toMatch(/\d+ rules? judged/);
  });

  test('--fail-on never and --ignore exit with 0', async () => {
    expect(await runBin(['check', BUILD, '--fail-on', 'never'])).toMatchObject({ code: 0 });
    const { code, stdout } = await runBin(['check', BUILD, '--ignore', 'build-step-failed']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('✗ build-step-failed');
    expect(stdout).toContain('1 finding ignored');
  });

  test('formats go to files of their own, readable by their owner alone', async () => {
    const exports = ['sarif', 'junit', 'codequality', 'json', 'github'];
    const args = exports.flatMap((format) => ['--findings', `${format}=${within(format)}`]);
    const { code, stdout } = await runBin(['check', BUILD, ...args]);
    expect(code).toBe(3);
    expect(stdout).toContain('build-step-failed');
    for (const format of exports) {
      expect(readFileSync(within(format), 'utf8')).toContain('build-step-failed');
      expect(statSync(within(format)).mode & 0o777).toBe(0o600);
    }
  });

  test('what was accepted is not told again', async () => {
    const accepted = within('accepted.json');
    expect(await runBin(['check', BUILD, '--save-accepted', accepted])).toMatchObject({ code: 3 });
    const { code, stdout } = await runBin(['check', BUILD, '--accepted', accepted]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/nothing found; .*accepted before/);
  });

  test('standard input', async () => {
    const { code } = await runBin(['check', '-'], { input: readFileSync(BUILD) });
    expect(code).toBe(3);
  });

  test.each([
    ['no such rule', ['--ignore', 'nonsense'], 2, "there is no rule 'nonsense'"],
    ['no such severity', ['--fail-on', 'bad'], 2, '--fail-on'],
    ['an accepted file that is none', ['--accepted', BUILD], 1, 'holds no accepted findings'],
    ['an accepted file that is not there', ['--accepted', within('absent')], 1, 'cannot read'],
  ])('%s is one line', async (_name, args, expected, words) => {
    const { code, stderr } = await runBin(['check', BUILD, ...args]);
    expect(code).toBe(expected);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('what is no capture is one line', async () => {
    const path = within('no-capture');
    writeFileSync(path, 'hello');
    const { code, stderr } = await runBin(['check', path]);
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
