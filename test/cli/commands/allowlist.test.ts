import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runBin } from '../run-bin.ts';

const CAPTURE = 'fixtures/buildkit-stages/capture.pcapng';
const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-allowlist-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rules(text: string): string {
  const path = join(folder, 'rules');
  writeFileSync(path, text);
  return path;
}

describe('allowlist', () => {
  test('writes rules that let the capture through', async () => {
    const { code, stdout } = await runBin(['allowlist', CAPTURE, '--for', 'tecnativa']);
    expect(code).toBe(0);
    expect(stdout).toContain('GRPC=1\n');
    expect(stdout).toContain('SESSION=1\n');
    expect(await runBin(['allowlist', CAPTURE, '--check', rules(stdout)])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^0 calls of \d+ refused\n$/) as string,
    });
  });

  test('says what a configuration would refuse, and exits with 1', async () => {
    const { code, stdout } = await runBin(['allowlist', CAPTURE, '--check', rules('POST=1\nBUILD=1\n')]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^POST \/grpc \(\d+ times\): it takes GRPC=1$/m);
  });

  test.each([
    ['{}', 1, 'is no configuration of'],
    ['GET (\n', 1, 'is no regular expression'],
  ])('rules %j are refused in one line', async (text, expected, words) => {
    const { code, stderr } = await runBin(['allowlist', CAPTURE, '--check', rules(text)]);
    expect(code).toBe(expected);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
