import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runBin } from './run-bin.ts';

describe('help', () => {
  test('it lists the commands by group', async () => {
    const { code, stdout, stderr } = await runBin(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('\nRead:\n  replay [options] <file>');
    expect((await runBin(['help'])).stdout).toBe(stdout);
  });

  test.each(commands.map(({ name }) => name))('%s has its own, with examples', async (name) => {
    const { code, stdout } = await runBin([name, '--help']);
    expect(code).toBe(0);
    expect((await runBin(['help', name])).stdout).toBe(stdout);
    expect(stdout).toContain(`Usage: dind-sniff ${name}`);
    expect(stdout).toMatch(/\nExamples:\n( {2}.*dind-sniff.*\n){2,}/);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  });
});

describe('wrong usage is one line and exit code 2', () => {
  test.each([
    [['frobnicate'], "there is no command 'frobnicate', only "],
    [['--frobnicate'], "unknown option '--frobnicate'; see dind-sniff --help"],
    [['export'], "missing required argument 'file'; see dind-sniff export --help"],
    [['export', 'x'], 'export needs --format (ndjson, json, text, pcapng); see dind-sniff export --help'],
    [['export', 'x', '--format', 'xml'], "option '-T, --format <format>' argument 'xml' is invalid"],
    [['export', 'x', '--frmat', 'json'], "unknown option '--frmat' (Did you mean --format?)"],
    [['export', 'x', 'y', '--format', 'json'], "too many arguments for 'export'"],
    [['replay', 'x', '--speed', 'fast'], "option '--speed <n>' argument 'fast' is invalid"],
    [['replay', 'x', '--speed', '-1'], "option '--speed <n>' argument '-1' is invalid"],
    [['-r', 'x', 'replay', 'y'], '-r is short for the command replay'],
    [['-r'], "option '-r, --read <file>' argument missing"],
    [['\x1b[31m'], "there is no command '\\x1b[31m'"],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runBin(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`dind-sniff: ${message}`), stderr).toBe(true);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
