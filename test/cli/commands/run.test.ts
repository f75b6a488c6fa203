import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../../src/capture/live/find-program.ts';
import { FakeDaemon } from '../../builders/fake-daemon.ts';
import { type Ran, runBin } from '../run-bin.ts';

let daemon: FakeDaemon;
let temporary: string;
beforeAll(async () => {
  daemon = await FakeDaemon.start();
  temporary = join(daemon.folder, 'tmp');
  mkdirSync(temporary);
});
afterAll(() => {
  // Nothing is left behind by anything that was run here.
  const folders = readdirSync(temporary).flatMap((name) => readdirSync(join(temporary, name)));
  daemon.stop();
  expect(folders).toEqual([]);
});

const environment = (): Record<string, string> => ({ DOCKER_HOST: daemon.host, TMPDIR: temporary });

function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return runBin(['run', ...args], { env: { ...environment(), ...env } });
}

/** A client in Node that asks the daemon of DOCKER_HOST for a path, with a body of so many bytes. */
function client(path: string, bytes = 0): readonly string[] {
  const script = `
    const socketPath = process.env.DOCKER_HOST.slice('unix://'.length);
    const asked = require('http').request({ socketPath, path: '${path}', method: '${bytes > 0 ? 'POST' : 'GET'}' });
    asked.on('response', (answer) => answer.pipe(process.stdout));
    const piece = Buffer.alloc(1 << 20);
    let left = ${bytes};
    const more = () => {
      for (;;) {
        if (left <= 0) return asked.end();
        left -= piece.length;
        if (!asked.write(piece)) return asked.once('drain', more);
      }
    };
    more();`;
  return ['--', process.execPath, '-e', script];
}

describe('the exit code is the command’s', () => {
  const cases: readonly (readonly [name: string, command: readonly string[], code: number])[] = [
    ['done', ['true'], 0],
    ['failed', ['sh', '-c', 'exit 42'], 42],
    ['ended by a signal', ['sh', '-c', 'kill -TERM $$'], 143],
    ['killed', ['sh', '-c', 'kill -KILL $$'], 137],
    ['not there', ['no-such-command-here'], 127],
    ['not executable', ['/etc/passwd'], 126],
    ['a folder', ['/tmp'], 126],
  ];
  test.each(cases)('%s', async (_name, command, code) => {
    expect((await run(['-q', '--', ...command])).code).toBe(code);
  });

  test('what did not start is told in a line', async () => {
    expect((await run(['--', 'no-such-command-here'])).stderr).toBe(
      'dind-sniff: cannot run no-such-command-here: there is no such command\n',
    );
  });
});

describe('the command’s own', () => {
  test('options, also those that we have too', async () => {
    const { stdout } = await run(['-q', 'echo', '-w', '--quiet', '--', '--help']);
    expect(stdout).toBe('-w --quiet -- --help\n');
  });

  test('standard streams', async () => {
    const { stdout, stderr, code } = await runBin(['run', '-q', 'sh', '-c', 'cat; echo err >&2'], {
      env: environment(),
      input: Buffer.from('in'),
    });
    expect({ stdout, stderr, code }).toEqual({ stdout: 'in', stderr: 'err\n', code: 0 });
  });

  test('output that is read slowly, of a program that expects a blocking pipe', async () => {
    const ran = await run([
      '-q',
      'sh',
      '-c',
      'head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; echo $?',
    ]);
    expect([ran.stdout.length, ran.stderr.length, ran.code]).toEqual([3_000_002, 3_000_000, 0]);
  });

  test('Testcontainers looks for ports where the daemon is, unless it was told where', async () => {
    const ask = ['-q', '--target', 'tcp://127.0.0.1:1', 'sh', '-c', 'echo "[$TESTCONTAINERS_HOST_OVERRIDE]"'];
    expect(await run(ask)).toMatchObject({ stdout: '[127.0.0.1]\n' });
    const told = { TESTCONTAINERS_HOST_OVERRIDE: 'there' };
    expect(await run(ask, told)).toMatchObject({ stdout: '[there]\n' });
    expect(await run(['-q', ...ask.slice(3)])).toMatchObject({ stdout: '[]\n' });
  });

  test('daemon: the variables that lead elsewhere are gone', async () => {
    const names = 'DOCKER_HOST DOCKER_CONTEXT DOCKER_TLS DOCKER_TLS_VERIFY DOCKER_CERT_PATH';
    const script = `for name in ${names}; do eval "echo $name=\\\${$name-unset}"; done`;
    const { stdout } = await run(['-q', 'sh', '-c', script], { DOCKER_CONTEXT: 'x', DOCKER_TLS: '1' });
    const host = `DOCKER_HOST=unix://${temporary}/dind-sniff-${process.getuid?.()}/`;
    expect(stdout.startsWith(host)).toBe(true);
    expect(stdout.split('\n').slice(1, 5)).toEqual(
      names
        .split(' ')
        .slice(1)
        .map((name) => `${name}=unset`),
    );
  });

  test('daemon: TCP where the command takes no socket', async () => {
    const { stdout } = await run(['-q', '--listen', 'tcp://127.0.0.1:0', 'sh', '-c', 'echo $DOCKER_HOST']);
    expect(stdout).toMatch(/^tcp:\/\/127\.0\.0\.1:\d{2,5}\n$/);
  });

  test.skipIf(findProgram('script') === null)('terminal', async () => {
    const command = `${process.execPath} bin/dind-sniff.js run -q sh -c 'tty; test -t 0 && test -t 1 && exit 9'`;
    const { code, stdout } = await new Promise<Ran>((resolve) => {
      const child = spawn('script', ['-qec', command, '/dev/null'], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, ...environment() },
      });
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.on('close', (code) => resolve({ code, stdout, stderr: '' }));
    });
    expect({ code, stdout }).toEqual({ code: 9, stdout: expect.stringMatching(/^\/dev\/pts\/\d+\r\n$/) });
  });
});

describe('signals', () => {
  const trap = (signal: string): readonly string[] => [
    'run',
    '-q',
    'sh',
    '-c',
    `trap 'echo got ${signal}; exit 7' ${signal}; echo ready; while :; do sleep 0.05; done`,
  ];
  test.each(['INT', 'TERM', 'HUP', 'QUIT', 'USR2'])('SIG%s reaches the command', async (signal) => {
    const { code, stdout } = await runBin(trap(signal), {
      env: environment(),
      during: (child) => {
        child.stdin?.end();
        child.stdout?.once('data', () => child.kill(`SIG${signal}` as NodeJS.Signals));
      },
    });
    expect({ code, stdout }).toEqual({ code: 7, stdout: `ready\ngot ${signal}\n` });
  });

  test('of a terminal each arrives once, though all processes get it', async () => {
    // The group is the foreground's only with a terminal; without one, whoever sends it means us.
    const script = 'trap "echo got" INT; echo ready; sleep 0.4; sleep 0.4; exit 3';
    const command = `${process.execPath} bin/dind-sniff.js run -q sh -c '${script}'`;
    const stdout = await new Promise<string>((resolve) => {
      const child = spawn('script', ['-qec', command, '/dev/null'], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, ...environment() },
      });
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (stdout === '') child.stdin.write('\x03');
        stdout += text;
      });
      child.on('close', () => resolve(stdout));
    });
    // The terminal writes ^C before it.
    expect(stdout.match(/got/g)).toHaveLength(1);
  });
});

describe('at the end', () => {
  test('what happened, on standard error', async () => {
    const { stdout, stderr, code } = await run([...client('/containers/web/json')]);
    expect(code).toBe(0);
    expect(stdout).toBe('{"message":"No such container: web"}');
    expect(stderr.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ {4}1 operation, 1 failed, up \d+ B, down \d+ B$/),
      '  ! inspect web: No such container: web',
      '',
    ]);
    expect(stderr).toMatch(/^dind-sniff: \S+node … exited with 0 after .* through unix:\/\//);
  });

  test('the command line is not repeated: there may be a password in it', async () => {
    const { stderr } = await run(['true', '-p', 'hunter2']);
    expect(stderr).toContain('dind-sniff: true … exited with 0');
    expect(stderr).not.toContain('hunter2');
  });

  test('the capture is kept, for its owner alone', async () => {
    const capture = join(daemon.folder, 'kept.pcapng');
    const { stderr } = await run(['-w', capture, ...client('/_ping')]);
    expect(statSync(capture).mode & 0o777).toBe(0o600);
    expect(stderr).toContain(`capture: ${capture} (`);
    const replayed = await runBin(['replay', capture]);
    expect(replayed.stdout).toContain('ping');
  });

  test('reports are written, and the summary of a step on GitHub', async () => {
    const [page, summary] = [join(temporary, '..', 'r.html'), join(temporary, '..', 'summary.md')];
    const { code } = await run(['--report', page, ...client('/v1.41/info')], {
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(code).toBe(0);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>.*<h1>.*exited with 0/s);
    expect(readFileSync(summary, 'utf8')).toMatch(/^\n## . .*exited with 0\n/);
  });

  test('a report whose name says no format is none', async () => {
    const { code, stderr } = await run(['--report', 'report', '--', 'true']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Its name ends with .html, .md or .txt')]);
  });

  test('exports are written, each of them', async () => {
    const [lines, text] = [join(daemon.folder, 'e.ndjson'), join(daemon.folder, 'e.txt')];
    const wishes = ['--export', `ndjson=${lines}`, '--export', `text=${text}`];
    expect((await run(['-q', ...wishes, ...client('/_ping')])).stderr).toBe('');
    const records = readFileSync(lines, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ type }) => type)).toEqual(['capture', 'exchange', 'connection', 'summary']);
    expect(readFileSync(text, 'utf8')).toContain('ping');
  });

  test('an upload much larger than what may be kept is one line', async () => {
    const megabytes = 300;
    const { stdout, stderr } = await run([...client('/images/load', megabytes << 20)]);
    expect(JSON.parse(stdout)).toEqual({ bytes: megabytes << 20 });
    expect(stderr).toMatch(/1 operation, up 315 MB/);
  });
});

describe('said before the command is run', () => {
  const cases: readonly (readonly [name: string, args: readonly string[], code: number, words: RegExp])[] = [
    ['no command', [], 2, /missing required argument 'command'/],
    ['no such format', ['--export', 'xml=x'], 2, /FORMAT=FILE, with one of /],
    ['an export to standard output', ['--export', 'json=-'], 2, /name a file, not -/],
    ['an export into no folder', ['--export', 'json=/no/such/x'], 1, /cannot write \/no\/such\/x/],
    ['a capture into no folder', ['-w', '/no/such/x'], 1, /cannot .*\/no\/such/],
    ['a daemon that is none', ['--target', 'npipe://x'], 1, /is not an address/],
    ['an address that is none', ['--listen', 'nowhere'], 2, /is not an address/],
    [
      'a daemon that does not come up',
      ['--wait', '100ms', '--target', 'unix:///no.sock'],
      1,
      /did not answer/,
    ],
  ];
  test.each(cases)('%s', async (_name, args, code, words) => {
    const marker = join(daemon.folder, 'ran');
    const ran = await run([...args, ...(args.length === 0 ? [] : ['touch', marker])]);
    expect(ran.code).toBe(code);
    expect(ran.stderr.trimEnd().split('\n').at(-1)).toMatch(words);
    expect(existsSync(marker)).toBe(false);
  });
});

test('a daemon that is not there is told to the command, which runs', async () => {
  const { code, stdout } = await run(['-q', '--target', 'unix:///no/such.sock', ...client('/_ping')]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).message).toMatch(/cannot reach the Docker daemon at unix:\/\/\/no\/such\.sock/);
});

test('--wait says when the daemon answers', async () => {
  const { code, stderr } = await run(['-q', '--wait', '5s', 'true']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^dind-sniff: unix:\S+ answers after .* \(API 1\.41\)\n$/);
});

test('what a killed run left behind is removed by the next one', async () => {
  const { code } = await runBin(['run', '-q', 'sh', '-c', 'kill -KILL $PPID; sleep 0.1'], {
    env: environment(),
  });
  expect(code).toBe(null);
  const parent = join(temporary, `dind-sniff-${process.getuid?.()}`);
  expect(readdirSync(parent)).toHaveLength(1);
  await run(['-q', 'true']);
  expect(readdirSync(parent)).toEqual([]);
});

test('a script without its first line is the shell’s, as in a shell', async () => {
  const script = join(daemon.folder, 'script');
  writeFileSync(script, 'echo hi\n');
  chmodSync(script, 0o755);
  expect((await run(['-q', script])).stdout).toBe('hi\n');
});
