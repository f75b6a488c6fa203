import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../src/capture/live/find-program.ts';

/** What it takes beside root. */
export const DAEMON_PROGRAMS = ['dockerd', 'docker', 'docker-registry', 'ip', 'nsenter', 'busybox'] as const;

const PATIENCE = 30_000;
const PORT = 2375;
const REGISTRY = '127.0.0.1:5000';

/** A network namespace with a daemon and a registry in it, behind a veth pair and a bridge. */
export class PrivateDaemon {
  readonly folder = mkdtempSync(join(tmpdir(), 'private-daemon-'));
  readonly port = PORT;
  /** Addresses of the daemon, as a client outside the namespace reaches it. */
  readonly v4: string;
  readonly v6: string;
  readonly bridge: string;
  readonly #namespace: string;
  readonly #children: ChildProcess[] = [];

  private constructor() {
    // Of 192.0.2.0/24 and 2001:db8::/32, which are for documentation; the process's number keeps two apart.
    const number = process.pid % 60;
    this.v4 = `192.0.2.${number * 4 + 2}`;
    this.v6 = `2001:db8:0:${number}::2`;
    this.bridge = `dslive${process.pid % 100_000}`;
    this.#namespace = `dslive-${process.pid}`;
  }

  static async start(): Promise<PrivateDaemon> {
    const daemon = new PrivateDaemon();
    try {
      daemon.#makeNetwork();
      daemon.#startRegistry();
      daemon.#startDaemon();
      await daemon.#untilReady();
      daemon.#importImage();
    } catch (error) {
      await daemon.stop();
      throw error;
    }
    return daemon;
  }

  /** `tcp://…` as `DOCKER_HOST` takes it. */
  host(version: 4 | 6): string {
    return version === 4 ? `tcp://${this.v4}:${PORT}` : `tcp://[${this.v6}]:${PORT}`;
  }

  /** What a command begins with that is to run in its namespace. */
  get enter(): readonly string[] {
    // nsenter and not `ip netns exec`, which mounts a fresh /sys in which a daemon finds no cgroups.
    return ['nsenter', `--net=/run/netns/${this.#namespace}`, '--'];
  }

  /** A Docker client that talks to it over the bridge, or `inside` its namespace over loopback. */
  docker(
    version: 4 | 6,
    args: readonly string[],
    input: 'ignore' | 'pipe' = 'ignore',
    inside = false,
    buildKit = false,
  ): ChildProcess {
    const loopback = version === 4 ? `tcp://127.0.0.1:${PORT}` : `tcp://[::1]:${PORT}`;
    const host = inside ? loopback : this.host(version);
    const [command = '', ...words] = [...(inside ? this.enter : []), program('docker'), '-H', host, ...args];
    return spawn(command, words, {
      stdio: [input, 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: this.folder, DOCKER_BUILDKIT: buildKit ? '1' : '0' },
    });
  }

  /** A folder to build, whose build makes `web:local` and prints `words` while it runs. */
  context(words: string): string {
    const context = join(this.folder, 'context');
    mkdirSync(context, { recursive: true });
    const stamp = `${Date.now()}-${Math.random()}`;
    writeFileSync(join(context, 'stamp'), stamp);
    writeFileSync(join(context, 'Dockerfile'), `FROM busybox:local\nCOPY stamp /\nRUN echo ${words}\n`);
    return context;
  }

  /** Name of the image that can be pushed. */
  get image(): string {
    return `${REGISTRY}/web:local`;
  }

  /** As the kernel kills what takes too much memory. */
  async kill(): Promise<void> {
    const daemon = this.#children.at(-1) as ChildProcess;
    const gone = new Promise((resolve) => daemon.on('exit', resolve));
    daemon.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    try {
      this.#unseen(['ps', '-aq'])
        .split('\n')
        .filter(Boolean)
        .forEach((id) => {
          this.#unseen(['rm', '-f', id]);
        });
    } catch {
      // It may never have run.
    }
    for (const child of this.#children.reverse()) await end(child);
    quietly('ip', ['netns', 'delete', this.#namespace]);
    quietly('ip', ['link', 'delete', this.bridge]);
    for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n').reverse()) {
      const mount = line.split(' ')[1];
      if (mount?.startsWith(`${this.folder}/`)) quietly('umount', ['-l', mount]);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #makeNetwork(): void {
    const ns = this.#namespace;
    const outside4 = this.v4.replace(/\d+$/, (last) => `${Number(last) - 1}`);
    const outside6 = this.v6.replace(/2$/, '1');
    run('ip', ['netns', 'add', ns]);
    run('ip', ['link', 'add', this.bridge, 'type', 'bridge']);
    run('ip', ['link', 'add', `${this.bridge}v`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', ns]);
    run('ip', ['link', 'set', `${this.bridge}v`, 'master', this.bridge, 'up']);
    run('ip', ['addr', 'add', `${outside4}/30`, 'dev', this.bridge]);
    run('ip', ['-6', 'addr', 'add', `${outside6}/64`, 'dev', this.bridge, 'nodad']);
    run('ip', ['link', 'set', this.bridge, 'up']);
    run('ip', ['-n', ns, 'link', 'set', 'lo', 'up']);
    run('ip', ['-n', ns, 'addr', 'add', `${this.v4}/30`, 'dev', 'eth0']);
    run('ip', ['-n', ns, '-6', 'addr', 'add', `${this.v6}/64`, 'dev', 'eth0', 'nodad']);
    run('ip', ['-n', ns, 'link', 'set', 'eth0', 'up']);
  }

  #startRegistry(): void {
    const config = join(this.folder, 'registry.yml');
    const storage = join(this.folder, 'registry');
    writeFileSync(
      config,
      `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${storage}}}\nhttp: {addr: "${REGISTRY}"}\n`,
    );
    this.#inside([program('docker-registry'), 'serve', config]);
  }

  /** vfs works on every kernel; --tls=false says that TCP without TLS is meant, which it warns of otherwise. */
  #startDaemon(): void {
    const at = (name: string): string => join(this.folder, name);
    // Both versions of IP: Linux gives a socket of :: those of IPv4 too.
    const listen = ['-H', this.#socket, '-H', `tcp://[::]:${PORT}`, '--tls=false'];
    const folders = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('dockerd.pid')];
    const network = ['--iptables=false', '--ip6tables=false', '--bridge=none'];
    this.#inside([program('dockerd'), ...listen, ...folders, '--storage-driver', 'vfs', ...network]);
  }

  #inside(command: readonly string[]): void {
    const [enter = '', ...words] = this.enter;
    const child = spawn(enter, [...words, ...command], {
      stdio: 'ignore',
      env: { PATH: `/usr/sbin:/sbin:${process.env.PATH}`, HOME: this.folder },
    });
    this.#children.push(child);
  }

  async #untilReady(): Promise<void> {
    const limit = Date.now() + PATIENCE;
    for (;;) {
      try {
        this.#unseen(['version']);
        if (await connects(this.v6, PORT)) return;
      } catch {
        // Not yet.
      }
      if (Date.now() > limit) throw new Error('dockerd did not begin to listen');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** An image with a shell, made without a registry. */
  #importImage(): void {
    const root = join(this.folder, 'root');
    mkdirSync(join(root, 'bin'), { recursive: true });
    copyFileSync(program('busybox'), join(root, 'bin/busybox'));
    for (const applet of ['sh', 'cat', 'echo']) symlinkSync('busybox', join(root, 'bin', applet));
    const tar = execFileSync('tar', ['-C', root, '-c', '.'], { maxBuffer: 64 << 20 });
    execFileSync(
      program('docker'),
      ['-H', this.#socket, 'import', '--change', 'ENV PATH=/bin', '-', 'busybox:local'],
      {
        input: tar,
      },
    );
  }

  get #socket(): string {
    return `unix://${join(this.folder, 'docker.sock')}`;
  }

  /** A client whose words no capture of the bridge holds. */
  #unseen(args: readonly string[]): string {
    return execFileSync(program('docker'), ['-H', this.#socket, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }
}

function program(name: string): string {
  return name === 'docker' ? '/usr/bin/docker' : (findProgram(name) as string);
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}

function quietly(command: string, args: readonly string[]): void {
  try {
    run(command, args);
  } catch {
    // It may not be there.
  }
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(force);
}
