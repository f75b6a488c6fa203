import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FakeDaemon } from '../../builders/fake-daemon.ts';
import { runBin } from '../run-bin.ts';

let daemon: FakeDaemon;
let temporary: string;
beforeAll(async () => {
  daemon = await FakeDaemon.start();
  temporary = join(daemon.folder, 'tmp');
  mkdirSync(temporary);
});
afterAll(() => daemon.stop());

const started: StartedProxy[] = [];
afterEach(async () => {
  for (const proxy of started.splice(0)) await proxy.end('SIGKILL');
});

/** `dind-sniff proxy` as another program runs it. */
class StartedProxy {
  readonly socket = join(daemon.folder, `proxy-${started.length}.sock`);
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly exited: Promise<number | null>;

  constructor(args: readonly string[]) {
    const listen = args.includes('--listen') ? [] : ['--listen', `unix://${this.socket}`];
    this.child = spawn(process.execPath, ['bin/dind-sniff.js', 'proxy', ...listen, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, TZ: 'UTC', DOCKER_HOST: daemon.host, TMPDIR: temporary },
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.exited = new Promise((resolve) => this.child.on('close', resolve));
    started.push(this);
  }

  static async ready(...args: readonly string[]): Promise<StartedProxy> {
    const proxy = new StartedProxy(args);
    await proxy.says('stderr', /point clients there/);
    return proxy;
  }

  async says(stream: 'stdout' | 'stderr', words: RegExp): Promise<void> {
    while (!words.test(this[stream])) {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  ask(path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = request({ socketPath: this.socket, path }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      asked.on('error', reject).end();
    });
  }

  /** Of its programs: the pid of the one that runs `script`. */
  async helper(script: string): Promise<number> {
    const { pid } = this.child;
    for (;;) {
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
      const found = children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(script));
      if (found !== undefined) return Number(found);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return await this.exited;
  }
}

function leftovers(): readonly string[] {
  return readdirSync(temporary).flatMap((name) => readdirSync(join(temporary, name)));
}

describe('what passes is printed', () => {
  test('a line for each exchange, as it happens', async () => {
    const proxy = await StartedProxy.ready();
    expect(await proxy.ask('/_ping')).toBe(200);
    await proxy.says('stdout', /ping +200/);
    expect(await proxy.end('SIGINT')).toBe(0);
    expect(proxy.stdout).toMatch(/\n1 exchange, 1 connection/);
  });

  test('NDJSON, of what a filter lets pass', async () => {
    const proxy = await StartedProxy.ready('-T', 'ndjson', '-Y', 'is error');
    await proxy.ask('/_ping');
    await proxy.ask('/containers/web/json');
    await proxy.says('stdout', /"status":404/);
    await proxy.end('SIGTERM');
    const records = proxy.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records[0]).toMatchObject({ type: 'capture', format: 'proxy', file: null });
    expect(records.filter(({ type }) => type === 'exchange')).toHaveLength(1);
    expect(records.at(-1)).toMatchObject({ type: 'summary', exchanges: 2 });
  });
});

describe('what it says at its start', () => {
  test('where it listens, where the daemon is, and what to type', async () => {
    const proxy = await StartedProxy.ready();
    expect(proxy.stderr).toBe(
      `dind-sniff: listening on unix://${proxy.socket}; the daemon is at ${daemon.host}\n` +
        `dind-sniff: point clients there: export DOCKER_HOST=unix://${proxy.socket}\n`,
    );
  });

  test('a port in front of a socket is open to everybody', async () => {
    const proxy = await StartedProxy.ready('--listen', 'tcp://127.0.0.1:0');
    await proxy.says('stderr', /who can reach tcp:\/\/127\.0\.0\.1:\d+ can use the daemon.*root on its host/);
  });

  test('several addresses', async () => {
    const other = join(daemon.folder, 'other.sock');
    const proxy = await StartedProxy.ready('--listen', `unix://${other}`, '--listen', 'tcp://127.0.0.1:0');
    expect(proxy.stderr).toMatch(/listening on unix:\/\/\S*other\.sock, tcp:\/\/127\.0\.0\.1:\d+;/);
  });
});

describe('its end', () => {
  test('sockets and temporary captures are gone; a named capture stays, for its owner alone', async () => {
    const capture = join(daemon.folder, 'kept.pcapng');
    const proxy = await StartedProxy.ready('-w', capture);
    expect(statSync(proxy.socket).mode & 0o777).toBe(0o600);
    await proxy.ask('/_ping');
    expect(await proxy.end('SIGINT')).toBe(0);
    expect(existsSync(proxy.socket)).toBe(false);
    expect(leftovers()).toEqual([]);
    expect(statSync(capture).mode & 0o777).toBe(0o600);
    expect(proxy.stderr).toContain(`${capture} holds the capture, with every secret in it`);
    expect((await runBin(['replay', capture])).stdout).toContain('ping');
  });

  test('a decoder that is killed is told of, and clients notice nothing', async () => {
    const capture = join(daemon.folder, 'blind.pcapng');
    const proxy = await StartedProxy.ready('-w', capture);
    process.kill(await proxy.helper('engine.js'), 'SIGKILL');
    await proxy.says('stderr', /nothing more is shown, and connections go on/);
    expect(await proxy.ask('/_ping')).toBe(200);
    expect(await proxy.end('SIGINT')).toBe(0);
    expect((await runBin(['replay', capture])).stdout).toContain('ping');
  });

  test('a proxy that is killed ends the program', async () => {
    const proxy = await StartedProxy.ready();
    process.kill(await proxy.helper('proxy-program.js'), 'SIGKILL');
    expect(await proxy.exited).toBe(1);
    expect(proxy.stderr).toMatch(/the proxy ended unexpectedly/);
  });

  test('what a killed program had open is closed and removed', async () => {
    const proxy = await StartedProxy.ready();
    const helper = await proxy.helper('proxy-program.js');
    await proxy.end('SIGKILL');
    while (existsSync(`/proc/${helper}`)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(existsSync(proxy.socket)).toBe(false);
    await (await StartedProxy.ready()).end('SIGINT');
    expect(leftovers()).toEqual([]);
  });
});

describe('what does not start is told in a line', () => {
  const cases: readonly (readonly [name: string, args: readonly string[], code: number, words: RegExp])[] = [
    ['an address that is none', ['--listen', 'nowhere'], 2, /nowhere is not an address; write tcp:/],
    ['a filter that is none', ['-Y', 'op ==='], 2, /^dind-sniff: filter: /],
    ['an address of all machines', ['--listen', 'tcp://0.0.0.0:0'], 1, /--allow-remote/],
    [
      'a folder that is not there',
      ['--listen', 'unix:///no/such/x.sock'],
      1,
      /there is no folder \/no\/such/,
    ],
    ['a path that is too long', ['--listen', `unix:///${'x'.repeat(120)}`], 1, /takes 107/],
    [
      'certificates that are not there',
      ['--certs', '/no/such', '--target', 'tcp://d:2376'],
      1,
      /there is no folder/,
    ],
    ['ssh', ['--target', 'ssh://host'], 1, /ssh is not supported yet/],
  ];
  test.each(cases)('%s', async (_name, args, code, words) => {
    const ran = await runBin(['proxy', ...args], { env: { DOCKER_HOST: daemon.host, TMPDIR: temporary } });
    expect(ran.code).toBe(code);
    expect(ran.stderr).toMatch(words);
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(leftovers()).toEqual([]);
  });

  test('an address where somebody listens', async () => {
    const ran = await runBin(['proxy', '--listen', daemon.host], {
      env: { DOCKER_HOST: daemon.host, TMPDIR: temporary },
    });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('somebody listens on') });
  });
});
