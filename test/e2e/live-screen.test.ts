import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tarFile } from '../builders/tar.ts';
import { runBin } from '../cli/run-bin.ts';
import { cannotCapture, missingPrograms } from './capturing.ts';
import { DAEMON_PROGRAMS, PrivateDaemon } from './private-daemon.ts';
import { cannotOpenTerminal, Terminal } from './terminal.ts';

const missing = missingPrograms(DAEMON_PROGRAMS);
const why =
  cannotOpenTerminal ?? cannotCapture ?? (missing.length > 0 ? `without ${missing.join(', ')}` : null);

/** A row of the list with these words in it, and those behind them. */
const row = (words: string, status: string) =>
  new RegExp(`^.*${words.replaceAll(/[.*+?()]/g, '\\$&')}.*${status}`, 'm');

const title = `the screen over a live dockerd${why === null ? '' : ` (left out: ${why})`}`;

describe.skipIf(why !== null)(title, () => {
  let daemon: PrivateDaemon;
  let terminal: Terminal;
  let temporary: string;
  beforeAll(async () => {
    daemon = await PrivateDaemon.start();
  }, 60_000);
  afterAll(() => daemon?.stop(), 60_000);
  beforeEach(() => {
    temporary = join(daemon.folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
  });
  afterEach(() => terminal.close());

  /** Starts `dind-sniff` in the daemon's namespace, from a shell. */
  async function start(args: string, size: { columns: number; rows: number }): Promise<void> {
    terminal = await Terminal.shell({ ...size, env: { TMPDIR: temporary } });
    terminal.type(`clear; ${daemon.enter.join(' ')} ${process.execPath} bin/dind-sniff.js ${args}`);
    await terminal.shows('● live');
  }

  const docker = (args: readonly string[], input: 'ignore' | 'pipe' = 'ignore', buildKit = false) =>
    daemon.docker(4, args, input, true, buildKit);

  const done = (child: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => {
      child.stdout?.resume();
      child.stderr?.resume();
      child.on('close', resolve);
    });

  async function leave(): Promise<void> {
    terminal.press('q');
    await terminal.shows(/ready>\s*$/);
    expect(terminal.isAsItWas).toBe(true);
  }

  test('rows appear, grow and end while docker works; no capture is left behind', async () => {
    await start('--port 2375 -i lo', { columns: 140, rows: 30 });
    await terminal.shows('following');
    const [captureFolder = ''] = readdirSync(temporary);
    const capture = join(temporary, captureFolder, readdirSync(join(temporary, captureFolder))[0] ?? '');
    expect(statSync(capture).mode & 0o777).toBe(0o600);

    // A context that comes in two halves, and a step that fails.
    const context = tarFile(
      { name: 'Dockerfile', content: 'FROM busybox:local\nRUN echo the reason; exit 7\n' },
      { name: 'blob', content: 'x'.repeat(3_000_000) },
    );
    const build = docker(['build', '-t', 'slow:1', '-'], 'pipe');
    const failed = done(build);
    build.stdin?.write(context.subarray(0, 1_000_000));
    await terminal.shows(row('build slow:1', '●.* (9\\d\\d kB|1\\.0 MB)'));
    let sent = 1_000_000;
    const trickle = setInterval(() => {
      build.stdin?.write(context.subarray(sent, sent + 5_000));
      sent += 5_000;
    }, 20);
    await terminal.shows(row('build slow:1', '●.*\\d [kM]B/s')).finally(() => clearInterval(trickle));
    build.stdin?.end(context.subarray(sent));
    expect(await failed).not.toBe(0);
    await terminal.shows(row('build slow:1', '✗ step 2/2.* 3\\.0 MB'));

    const run = docker(['run', '--rm', '-i', '--network=none', 'busybox:local', 'cat'], 'pipe');
    const ran = done(run);
    await terminal.shows(row('run --rm -i', '●'));
    run.stdin?.end('twelve bytes');
    expect(await ran).toBe(0);
    await terminal.shows(row('run --rm -i', '✓ exit 0'));

    await done(
      docker(['run', '-d', '--name', 'stays', '--network=none', 'busybox:local', 'cat', '/dev/zero']),
    );
    expect(await done(docker(['exec', 'stays', 'echo', 'hello']))).toBe(0);
    await terminal.shows(row('exec stays echo hello', '✓'));
    await done(docker(['rm', '-f', 'stays']));
    await done(docker(['tag', 'busybox:local', daemon.image]));
    expect(await done(docker(['push', daemon.image]))).toBe(0);
    await terminal.shows(row(`push ${daemon.image}`, '✓'));
    expect(await done(docker(['pull', daemon.image]))).toBe(0);
    await terminal.shows(row(`pull ${daemon.image}`, '✓'));

    // What was said is there to be opened.
    terminal.press('/', ...'op == build', 'enter');
    await terminal.shows((screen) => screen.includes('slow:1') && !screen.includes('stays'));
    terminal.press('enter');
    await terminal.shows('exit 7');
    terminal.press('esc');
    await terminal.shows('CLIENT');
    await leave();
    expect(readdirSync(temporary)).toEqual([]);
    expect(terminal.text()).toMatch(/\d+ exchanges/);
  }, 60_000);

  test('the newest stays in view; a paused screen holds still; a filter is written meanwhile', async () => {
    const file = join(daemon.folder, 'kept.pcap');
    await start(`--port 2375 -i lo -w ${file}`, { columns: 100, rows: 14 });
    const isOn = (words: string) =>
      terminal.shows(() => terminal.inverse().some((text) => text.includes(words)));
    for (const name of 'abcdefghij') await done(docker(['inspect', '--type=image', `${name}:none`]));
    await isOn('inspect image j:none');
    terminal.press('P');
    await terminal.shows('paused');
    await done(docker(['inspect', '--type=image', 'late:none']));
    await terminal.pressed('ctrl-l');
    expect(terminal.text()).not.toContain('late:none');
    terminal.press('P');
    await isOn('late:none');
    terminal.press('/', ...'late');
    await terminal.shows('/ late▏');
    await done(docker(['inspect', '--type=image', 'later:none']));
    await isOn('later:none');
    expect(terminal.text()).toContain('/ late▏');
    terminal.press('enter');
    await terminal.shows((screen) => screen.includes('later:none') && !screen.includes('j:none'));
    await leave();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { stdout } = await runBin(['export', file, '--format', 'ndjson']);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) as string)).toMatchObject({
      gaps: 0,
      undecodedPackets: 0,
    });
    expect(stdout.match(/ImageInspect/g)?.length).toBeGreaterThanOrEqual(12);
  }, 60_000);

  test('the same over a proxy', async () => {
    const port = 23_750;
    await start(`proxy --listen tcp://127.0.0.1:${port} --target tcp://127.0.0.1:2375`, {
      columns: 120,
      rows: 24,
    });
    const [enter = '', ...words] = daemon.enter;
    const over = [...words, '/usr/bin/docker', '-H', `tcp://127.0.0.1:${port}`];
    const command = ['run', '--rm', '--network=none', 'busybox:local', 'echo', 'hi'];
    expect(await done(spawn(enter, [...over, ...command], { stdio: 'pipe' }))).toBe(0);
    await terminal.shows(row('run --rm', '✓ exit 0'));
    terminal.press('8');
    await terminal.shows(`127.0.0.1:${port}`);
    terminal.press('esc');
    await terminal.shows('CLIENT');
    await leave();
    // The user's folder for all of them stays, with nothing in it.
    const left = readdirSync(temporary, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => !entry.isDirectory())).toEqual([]);
  }, 60_000);

  test('steps of a running build arrive; it ends as failed when the daemon is killed', async () => {
    const file = join(daemon.folder, 'cut.pcap');
    const context = join(daemon.folder, 'waits');
    mkdirSync(context);
    writeFileSync(
      join(context, 'Dockerfile'),
      'FROM busybox:local\nRUN n=1; echo said by $n\nRUN n=2; echo said by $n; busybox sleep 20\n',
    );
    await start(`--port 2375 -i lo -w ${file}`, { columns: 120, rows: 30 });
    const build = docker(['build', '--network=none', '-t', 'waits:1', context], 'ignore', true);
    const failed = done(build);
    await terminal.shows(row('build waits:1', '●'));
    terminal.press('enter');
    // Its tabs come with what is known of it.
    const [, tabs = ''] = (await terminal.shows(/ Steps /)).split('\n');
    terminal.mouse('click', tabs.indexOf('Steps') + 2, 2);
    await terminal.shows('RUN n=2');
    terminal.press('G');
    await terminal.shows('said by 2');
    terminal.press('k');
    await terminal.shows('said by 1');
    await daemon.kill();
    expect(await failed).not.toBe(0);
    await terminal.shows('cut off');
    terminal.press('esc');
    await terminal.shows(row('build waits:1', '! 200 cut off'));
    await leave();
    expect(existsSync(file)).toBe(true);
    const { stdout } = await runBin(['export', file, '--format', 'ndjson']);
    const lines = stdout.trim().split('\n');
    const summary = JSON.parse(lines.at(-1) as string) as object;
    expect(summary).toMatchObject({ type: 'summary', gaps: 0, missingBytes: 0 });
    expect(
      lines.filter(
        (line) => line.includes('"operation":"ImageBuild"') && line.includes('"state":"complete"'),
      ),
    ).toEqual([]);
  }, 60_000);
});
