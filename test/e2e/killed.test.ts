import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runBin } from '../cli/run-bin.ts';
import { missingPrograms } from './capturing.ts';
import { DIND_PROGRAMS, DindDaemon } from './dind-daemon.ts';
import { interrupt, startProxy } from './started-proxy.ts';

const missing = missingPrograms([...DIND_PROGRAMS, 'curl']);
const leftOut =
  process.getuid?.() !== 0 ? 'it takes root' : missing.length > 0 ? `without ${missing.join(', ')}` : null;

interface Line {
  readonly type: string;
  readonly operation?: string | null;
  readonly state?: string;
  readonly gaps?: readonly unknown[];
  readonly issues?: readonly unknown[];
  readonly closedBy?: string;
}

describe.skipIf(leftOut !== null)(
  leftOut === null
    ? 'somebody is killed in mid-build'
    : `somebody is killed in mid-build (left out: ${leftOut})`,
  () => {
    let daemon: DindDaemon;
    let context: string;
    beforeAll(async () => {
      daemon = await DindDaemon.start();
      context = join(daemon.folder, 'context');
      mkdirSync(context);
      execFileSync('cp', ['-r', daemon.root, join(context, 'root')]);
      const run = 'RUN ["/bin/busybox", "sh", "-c", "echo it runs; /bin/busybox sleep 6"]';
      writeFileSync(join(context, 'Dockerfile'), `FROM scratch\nCOPY root /\n${run}\n`);
    }, 60_000);
    afterAll(() => daemon?.stop(), 60_000);

    /** Runs a client through a proxy until it `says` something, and gives both to `scene`; then reads the record. */
    async function recordOf(
      name: string,
      command: readonly string[],
      says: RegExp,
      scene: (client: ChildProcess, ended: Promise<unknown>, socket: string) => Promise<void>,
    ): Promise<readonly Line[]> {
      const record = join(daemon.folder, `${name}.pcapng`);
      const socket = join(daemon.folder, `${name}.sock`);
      const target = `tcp://${daemon.address}:2376`;
      const proxy = await startProxy(daemon, [
        ...['--listen', `unix://${socket}`, '--target', target, '--certs', daemon.certs, '-w', record],
      ]);
      const [program = '', ...args] = command;
      const buildkit = name === 'daemon' ? '1' : '0';
      const client = daemon.spawn(
        program,
        args.map((word) => word.replace('SOCKET', socket)),
        {
          DOCKER_HOST: `unix://${socket}`,
          DOCKER_BUILDKIT: buildkit,
        },
      );
      const ended = new Promise((resolve) => client.once('exit', resolve));
      await new Promise<void>((resolve, reject) => {
        let said = '';
        for (const stream of [client.stdout, client.stderr]) {
          stream?.on('data', (text: Buffer) => {
            said += text;
            if (says.test(said)) resolve();
          });
        }
        client.once('exit', () => reject(new Error(`it ended before: ${said}`)));
      });
      await scene(client, ended, socket);
      await interrupt(proxy);
      const { code, stdout, stderr } = await runBin(['export', record, '--format', 'ndjson']);
      // A file that is cut off would be told of.
      expect([code, stderr]).toEqual([0, '']);
      const lines = stdout
        .trimEnd()
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line);
      expect(lines.flatMap(({ gaps = [] }) => gaps)).toEqual([]);
      expect(lines.map(({ closedBy }) => closedBy)).not.toContain('capture-end');
      return lines;
    }

    const statesOf = (lines: readonly Line[], operation: string): readonly unknown[] =>
      lines.flatMap((line) => (line.operation === operation ? [line.state] : []));

    const build = ['docker', 'build', '--progress', 'plain', '--network', 'none', '.'];
    const killed = async (client: ChildProcess, ended: Promise<unknown>): Promise<void> => {
      client.kill('SIGKILL');
      await ended;
      // The daemon takes a moment to hear of it through the proxy.
      await new Promise((resolve) => setTimeout(resolve, 300));
    };

    test('the client, while its build runs', async () => {
      const command = ['env', '-C', context, 'docker', 'build', '--network', 'none', '.'];
      const lines = await recordOf('client', command, /it runs/, killed);
      expect(statesOf(lines, 'ImageBuild')).toEqual(['aborted']);
    });

    test('the client, while it uploads', async () => {
      const blob = join(daemon.folder, 'blob');
      writeFileSync(blob, Buffer.alloc(20_000_000));
      const url = 'http://docker/v1.41/build';
      const upload = ['--unix-socket', 'SOCKET', '--limit-rate', '2M', '-X', 'POST', '-T', blob, url];
      const lines = await recordOf(
        'upload',
        ['curl', '-v', ...upload],
        /bytes data|We are completely|> /,
        killed,
      );
      expect(statesOf(lines, 'ImageBuild')).toEqual(['aborted']);
    });

    test('the daemon, while a build runs; the next call is told', async () => {
      const command = ['env', '-C', context, ...build];
      const lines = await recordOf('daemon', command, /it runs/, async (_client, ended, socket) => {
        await daemon.kill();
        expect(await ended).not.toBe(0);
        const next = ['-sS', '--unix-socket', socket, 'http://docker/_ping'];
        expect(execFileSync('curl', next, { encoding: 'utf8' })).toMatch(
          /dind-sniff cannot reach the Docker daemon at tcp:.*: connection refused/,
        );
      });
      expect(statesOf(lines, 'ImageBuild')).toEqual(['aborted']);
      expect(statesOf(lines, 'Session')).toHaveLength(1);
      expect(statesOf(lines, 'SystemPing').at(-1)).toBe('complete');
    });
  },
);
