import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runBin } from '../run-bin.ts';

const BUILD = 'fixtures/classic-build/capture.pcapng';

interface Witness {
  readonly requests: readonly unknown[];
  readonly registries: readonly { readonly username: string }[];
}
const witness = JSON.parse(readFileSync('fixtures/classic-build/witness.json', 'utf8')) as Witness;

describe('without a terminal', () => {
  test('a line for each exchange, facts beneath, builds explained, a summary', async () => {
    const { code, stdout, stderr } = await runBin(['replay', BUILD]);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => /^\d\d:\d\d:\d\d\.\d{3} {2}/.test(line))).toHaveLength(
      witness.requests.length,
    );
    expect(lines.filter((line) => /^exchange \d+ · build /.test(line))).toHaveLength(3);
    expect(lines.at(-2)).toMatch(new RegExp(`^${witness.requests.length} exchanges, `));
    for (const { username } of witness.registries) expect(stdout).toContain(`${username}@`);
    expect(stdout).not.toContain('\x1b');
  });

  test('-r is short for it', async () => {
    expect(await runBin(['-r', BUILD])).toEqual(await runBin(['replay', BUILD]));
  });

  test('-Y prints and explains only what passes', async () => {
    const { code, stdout } = await runBin(['-r', BUILD, '-Y', 'is error']);
    expect(code).toBe(0);
    expect(stdout.match(/^\d\d:\d\d:\d\d\.\d{3} {2}/gm)).toHaveLength(1);
    expect(stdout.match(/^exchange \d+ · build /gm)).toHaveLength(1);
    expect(stdout).toContain(`\n${witness.requests.length} exchanges, `);
  });

  test('times are local', async () => {
    const utc = await runBin(['replay', BUILD]);
    const tokyo = await runBin(['replay', BUILD], { env: { TZ: 'Asia/Tokyo' } });
    const hour = (text: string): number => Number(text.slice(0, 2));
    expect(hour(tokyo.stdout)).toBe((hour(utc.stdout) + 9) % 24);
  });

  test('colour only when it is asked for', async () => {
    const forced = await runBin(['replay', BUILD], { env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\x1b[31m');
    expect((await runBin(['replay', BUILD, '--color', 'always'])).stdout).toBe(forced.stdout);
    const never = await runBin(['replay', BUILD, '--color', 'never'], { env: { FORCE_COLOR: '1' } });
    expect(never.stdout).not.toContain('\x1b');
  });

  test('with a speed the lines are the same', async () => {
    expect(await runBin(['replay', BUILD, '--speed', '1000000'])).toEqual(await runBin(['replay', BUILD]));
  });

  test('Ctrl-C while it waits for the next packet ends it with a summary', async () => {
    const ran = await runBin(['replay', BUILD, '--speed', '0.0001'], {
      during: (child) => {
        child.stdin?.end();
        child.stdout?.once('data', () => child.kill('SIGINT'));
      },
    });
    expect(ran.code).toBe(130);
    expect(ran.stdout).toMatch(/\n\d+ exchanges?, \d+ connections? .*\n$/);
  });
});
