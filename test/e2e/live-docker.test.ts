import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capIsThere } from '../../src/capture/live/cap-module.ts';
import { runBin } from '../cli/run-bin.ts';
import { cannotCapture, missingPrograms } from './capturing.ts';
import { DAEMON_PROGRAMS, PrivateDaemon } from './private-daemon.ts';
import { Sniffer } from './sniffer.ts';

const missing = missingPrograms(DAEMON_PROGRAMS);
const leftOut = cannotCapture ?? (missing.length > 0 ? `without ${missing.join(', ')}` : null);

/** What is looked at of an exchange's line. */
interface Seen {
  readonly summary: string;
  readonly state: string;
  readonly operation: string;
  readonly client: string;
  readonly docker: {
    readonly build: {
      readonly steps: readonly { readonly output: string }[];
      readonly error: unknown;
    } | null;
    readonly events: { readonly count: number } | null;
    readonly progress: { readonly errorDetail: unknown } | null;
  };
  readonly hijack: { readonly streams: Readonly<Record<string, { bytes: number } | undefined>> } | null;
}

const exchanges = (stdout: string): readonly Seen[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{"type":"exchange"') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Seen);

function finished(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  child.stderr?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${code}: ${text}`))));
  });
}

describe.skipIf(leftOut !== null)(
  leftOut === null ? 'a daemon behind a bridge' : `a daemon behind a bridge (left out: ${leftOut})`,
  () => {
    let daemon: PrivateDaemon;
    beforeAll(async () => {
      daemon = await PrivateDaemon.start();
    }, 60_000);
    afterAll(() => daemon?.stop(), 60_000);

    const cases = [
      ['tcpdump', 4, 'any'],
      ['tcpdump', 6, 'the bridge'],
      ['cap', 4, 'the bridge'],
      ['cap', 6, 'any'],
    ] as const;
    test.each(cases.filter(([engine]) => engine === 'tcpdump' || capIsThere()))(
      '%s, IPv%i, on %s: a build, an attach, events and a push, as they happen',
      async (engine, version, where) => {
        const capture = `${daemon.folder}/${engine}${version}.pcap`;
        const on = where === 'any' ? 'any' : daemon.bridge;
        // Other tests' daemons are on `any` too.
        const host = version === 4 ? daemon.v4 : daemon.v6;
        const args = ['-T', 'ndjson', '--engine', engine, '-i', on, '--host', host, '-w', capture];
        const sniffer = await Sniffer.start(args);
        const until = (operation: string) =>
          sniffer.until(() => exchanges(sniffer.stdout).some((seen) => seen.operation === operation));
        const soon = Math.ceil(Date.now() / 1000) + 2;
        const events = daemon.docker(version, ['events', '--until', `${soon}`]);
        const said = finished(events);
        const context = daemon.context(`words of ${engine}${version}`);
        await finished(daemon.docker(version, ['build', '-t', daemon.image, context]));
        await until('ImageBuild');
        const attached = daemon.docker(
          version,
          ['run', '--rm', '-i', '--network=none', 'busybox:local', 'cat'],
          'pipe',
        );
        attached.stdin?.end('twelve bytes');
        expect(await finished(attached)).toBe('twelve bytes');
        await until('ContainerAttach');
        await finished(daemon.docker(version, ['push', daemon.image]));
        await until('ImagePush');
        await said;
        await until('SystemEvents');
        const { code, stdout } = await sniffer.stop();
        expect(code).toBe(0);

        const all = exchanges(stdout);
        const seen = (operation: string) => all.find((one) => one.operation === operation) as Seen;
        expect(all.filter(({ state }) => state !== 'complete')).toEqual([]);
        expect(seen('ImageBuild').docker.build).toMatchObject({ error: null });
        expect(seen('ImageBuild').docker.build?.steps[2]?.output).toContain(`words of ${engine}${version}`);
        expect(seen('ContainerAttach').hijack?.streams).toMatchObject({
          stdin: { bytes: 12 },
          stdout: { bytes: 12 },
        });
        expect(seen('SystemEvents').docker.events?.count).toBeGreaterThan(3);
        expect(seen('ImagePush').docker.progress).toMatchObject({ errorDetail: null });
        expect(seen('ImagePush').client).toContain(version === 4 ? '192.0.2.' : '[2001:db8:');

        const summary = JSON.parse(stdout.trim().split('\n').at(-1) as string) as object;
        expect(summary).toMatchObject({ type: 'summary', gaps: 0, missingBytes: 0, undecodedPackets: 0 });
        const { stdout: replayed } = await runBin(['export', capture, '--format', 'ndjson']);
        expect(exchanges(replayed)).toEqual(all);
      },
    );
  },
);
