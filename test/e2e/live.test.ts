import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { capIsThere } from '../../src/capture/live/cap-module.ts';
import { runBin } from '../cli/run-bin.ts';
import { cannotCapture, missingPrograms } from './capturing.ts';
import { SmallDaemon } from './small-daemon.ts';
import { Sniffer } from './sniffer.ts';

const engines = capIsThere() ? ['tcpdump', 'cap'] : ['tcpdump'];
const named = (name: string, why: string | null): string =>
  why === null ? name : `${name} (left out: ${why})`;

let folder: string;
let daemon: SmallDaemon;
let capture: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-'));
  capture = join(folder, 'c.pcap');
  daemon = await SmallDaemon.start();
});
afterEach(() => {
  daemon.close();
  rmSync(folder, { recursive: true });
});

/** Arguments that capture what is said to this test's daemon and nothing else. */
const here = (...more: readonly string[]): readonly string[] => [
  ...['--port', `${daemon.port}`, '-i', 'lo', '-T', 'text'],
  ...more,
];

async function ask(count: number, body = 0): Promise<void> {
  const client = daemon.client();
  for (let number = 0; number < count; number += 1) await client.ask(`/v1.41/info?n=${number}`, body);
  client.close();
}

/** Lines of exchanges: those that begin with a time. */
const exchanges = (text: string): readonly string[] =>
  text.split('\n').filter((line) => /^\d\d:\d\d:\d\d\.\d{3} /.test(line));

function packets(path: string): number {
  const read = execFileSync('tcpdump', ['-r', path, '-n', '--count'], { encoding: 'utf8', stdio: 'pipe' });
  return Number(/^(\d+) packets?/.exec(read)?.[1]);
}

describe.skipIf(cannotCapture !== null)(named('live capture', cannotCapture), () => {
  describe.each(engines)('%s', (engine) => {
    test.each(['127.0.0.1', '::1'])(
      'shows what is said to %s while it is said, and replays so',
      async (host) => {
        daemon.close();
        daemon = await SmallDaemon.start(host);
        const sniffer = await Sniffer.start(here('--engine', engine, '-w', capture));
        await ask(2);
        await sniffer.until(() => exchanges(sniffer.stdout).length === 2);
        const { code, stdout, stderr } = await sniffer.stop();
        expect(code).toBe(0);
        expect(stdout).toMatch(/\n2 exchanges, 1 connection · \d+ packets/);
        expect(stderr).toContain(`${capture} holds the capture, with every secret in it`);
        expect(statSync(capture).mode & 0o777).toBe(0o600);
        const replayed = await runBin(['replay', capture]);
        expect(exchanges(replayed.stdout)).toEqual(exchanges(stdout));
        expect(exchanges(stdout)[1]).toMatch(/ info +200 /);
      },
    );

    test('a full disk ends it with a whole file, a summary and a word', async () => {
      const small = join(folder, 'small');
      mkdirSync(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=5m', 'tmpfs', small]);
      try {
        const full = join(small, 'c.pcap');
        const sniffer = await Sniffer.start(here('--engine', engine, '-w', full));
        const client = daemon.client();
        while (sniffer.child.exitCode === null) await client.ask('/v1.41/info', 300_000);
        client.close();
        const { code, stdout, stderr } = await sniffer.ended;
        expect(code).toBe(1);
        expect(stderr).toMatch(/capturing ended: .*c\.pcap/);
        expect(stdout).toMatch(/exchanges?, 1 connection · /);
        expect(packets(full)).toBeGreaterThan(10);
      } finally {
        execFileSync('umount', [small]);
      }
    });

    test('files follow one another, each whole, and no packet is missing', async () => {
      const sniffer = await Sniffer.start(here('--engine', engine, '-w', capture, '-C', '200k'));
      await ask(8, 100_000);
      await sniffer.until(() => exchanges(sniffer.stdout).length === 8);
      const { stdout } = await sniffer.stop('SIGTERM');
      const names = readdirSync(folder).sort();
      expect(names.slice(0, 3)).toEqual(['c.pcap', 'c.pcap1', 'c.pcap2']);
      const counts = names.map((name) => packets(join(folder, name)));
      const total = Number(/ · (\d+) packets/.exec(stdout)?.[1]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
      for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(200 * 1024);
    });
  });

  test('a thousand requests of fifty clients at once are all there and right', async () => {
    const args = ['--port', `${daemon.port}`, '-i', 'lo', '-T', 'ndjson'];
    const sniffer = await Sniffer.start(args);
    const client = async (number: number): Promise<void> => {
      const asks = daemon.client();
      for (let turn = 0; turn < 20; turn += 1) await asks.ask(`/v1.41/containers/c${number}x${turn}/json`);
      asks.close();
    };
    await Promise.all(Array.from({ length: 50 }, (_, number) => client(number)));
    const lines = (): readonly string[] => sniffer.stdout.split('\n').filter((line) => line.endsWith('}'));
    await sniffer.until(() => lines().filter((line) => line.includes('"type":"exchange"')).length === 1000);
    const { stdout } = await sniffer.stop();
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records[0]).toMatchObject({ type: 'capture', format: 'live', file: null });
    expect(records.at(-1)).toMatchObject({
      type: 'summary',
      exchanges: 1000,
      connections: 50,
      gaps: 0,
      drops: 0,
    });
    const seen = records.filter(({ type }) => type === 'exchange') as {
      state: string;
      connection: number;
      request: { path: string };
      response: { status: number; body: { bytes: number } };
    }[];
    const wanted = Array.from(
      { length: 1000 },
      (_, n) => `/containers/c${Math.floor(n / 20)}x${n % 20}/json`,
    );
    expect(seen.map(({ request }) => request.path).sort()).toEqual(wanted.sort());
    const clients = new Map<number, Set<string>>();
    for (const { state, connection, request, response } of seen) {
      expect([state, response.status]).toEqual(['complete', 200]);
      // The answer is the request's own target.
      expect(response.body.bytes).toBe(`/v1.41${request.path}`.length);
      const name = /c(\d+)x/.exec(request.path)?.[1] as string;
      clients.set(connection, (clients.get(connection) ?? new Set()).add(name));
    }
    // No connection's requests were taken for another's.
    expect([...clients.values()].every((names) => names.size === 1)).toBe(true);
  });

  test('-c and --duration end it', async () => {
    const counted = await Sniffer.start(here('-c', '10', '-w', capture));
    await ask(5);
    expect((await counted.ended).code).toBe(0);
    expect(packets(capture)).toBe(10);
    const { code, stdout } = await (await Sniffer.start(here('--duration', '0.2'))).ended;
    expect([code, stdout]).toEqual([0, '\n0 exchanges, 0 connections · 0 packets, 0 B, 0 dropped\n']);
  });

  test('the engine dies: it is said in a line, and what was printed stays', async () => {
    const sniffer = await Sniffer.start(here());
    await ask(1);
    await sniffer.until(() => exchanges(sniffer.stdout).length === 1);
    process.kill(sniffer.engine, 'SIGKILL');
    const { code, stdout, stderr } = await sniffer.ended;
    expect([code, exchanges(stdout).length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^dind-sniff: the capturing process ended unexpectedly \(SIGKILL\)$/m);
  });

  test('the front dies: the engine ends the capture with its file whole', async () => {
    const sniffer = await Sniffer.start(here('-w', capture));
    const { engine } = sniffer;
    await ask(2);
    await sniffer.stop('SIGKILL');
    await sniffer.ended;
    for (let tries = 0; tries < 100 && existsSync(`/proc/${engine}`); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(existsSync(`/proc/${engine}/exe`)).toBe(false);
    const { stderr, stdout } = await runBin(['replay', capture]);
    expect([stderr, exchanges(stdout).length]).toEqual(['', 2]);
  });

  test('nobody reads the lines any more: it ends in silence', async () => {
    const args = here('-w', capture).join(' ');
    const shell = spawn('sh', ['-c', `${process.execPath} bin/dind-sniff.js ${args} | head -n 1`]);
    let stderr = '';
    shell.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const closed = new Promise<void>((resolve) => shell.on('close', () => resolve()));
    let over = false;
    closed.then(() => {
      over = true;
    });
    while (!over) {
      await ask(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(stderr).toBe('');
  });

  test('with sudo, files belong to the user who called it', async () => {
    const sniffer = await Sniffer.start(here('-w', capture), { SUDO_UID: '65534', SUDO_GID: '65533' });
    await sniffer.stop();
    const { uid, gid, mode } = statSync(capture);
    expect([uid, gid, mode & 0o777]).toEqual([65_534, 65_533, 0o600]);
  });

  test.skipIf(missingPrograms(['tshark', 'capinfos']).length > 0)(
    named(
      'others read the file without complaint',
      missingPrograms(['tshark', 'capinfos']).join(', ') || null,
    ),
    async () => {
      const sniffer = await Sniffer.start(here('-w', capture));
      await ask(3);
      await sniffer.until(() => exchanges(sniffer.stdout).length === 3);
      await sniffer.stop();
      const filter = [
        '-Y',
        'http.request',
        '-T',
        'fields',
        '-e',
        'http.request.uri',
        '-d',
        `tcp.port==${daemon.port},http`,
      ];
      const uris = execFileSync('tshark', ['-r', capture, ...filter], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(uris.trim().split('\n')).toEqual(['/v1.41/info?n=0', '/v1.41/info?n=1', '/v1.41/info?n=2']);
      expect(execFileSync('capinfos', ['-c', capture], { encoding: 'utf8' })).toContain('Number of packets');
    },
  );

  test.each([
    [['-i', 'nosuch0'], /^dind-sniff: cannot capture on nosuch0: there is no such interface; there are .*lo/],
    [['-f', 'tcp prt 1'], /^dind-sniff: bad filter ".*\(tcp prt 1\)": syntax error; see man pcap-filter$/],
    [
      ['--pid', '4194305'],
      /^dind-sniff: cannot capture in the network of process 4194305: there is no such process$/,
    ],
    [['-w', '/nowhere/c.pcap'], /^dind-sniff: cannot write \/nowhere\/c\.pcap: there is no such directory$/],
  ])('%j is one line that says what to do', async (args, expected) => {
    const { code, stdout, stderr } = await runBin([...here().slice(0, 2), '-T', 'text', ...args]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd()).toMatch(expected);
  });
});

test('interfaces are listed with their addresses', async () => {
  const { code, stdout } = await runBin(['interfaces']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^lo +up +loopback +127\.0\.0\.1/m);
});
