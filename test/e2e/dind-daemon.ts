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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from '../builders/certificates.ts';

/** What it takes beside root. */
export const DIND_PROGRAMS = [
  'dockerd',
  'docker',
  'docker-registry',
  'busybox',
  'openssl',
  'setpriv',
] as const;

const PATIENCE_MS = 30_000;

/** `alice` and `s3cret`, as htpasswd -B writes them; of the lowest cost. */
const LOGINS = 'alice:$2b$04$okEgtmUj5MYENRHbcFZciOMdFSqMvB40.8Qx1BweIwZFGSNsdOEMy\n';

/** No network is there, so RUN has none; and Debian's client comes before others on the path. */
export const CLIENT_PATH = '/usr/bin:/bin:/usr/sbin:/sbin';

/**
 * A daemon in the shape of docker:dind: certificates in the layout of `/certs`, TLS with client certificates on
 * port 2376, and a unix socket. Beside it a registry that wants a login. All of it on loopback addresses and in
 * a folder of its own.
 */
export class DindDaemon {
  readonly folder = mkdtempSync(join(tmpdir(), 'dind-'));
  /** `/certs` */
  readonly certs = join(this.folder, 'certs');
  readonly socket = join(this.folder, 'docker.sock');
  /** A folder with a root file system. */
  readonly root = join(this.folder, 'root');
  /** An address of 127.0.0.0/8 that nobody else uses, for the daemon and for its proxy. */
  readonly address: string;
  readonly proxyAddress: string;
  readonly registry: string;
  readonly #children: ChildProcess[] = [];
  #dockerd: ChildProcess | null = null;

  private constructor() {
    const number = process.pid % 250;
    this.address = `127.77.${number}.1`;
    this.proxyAddress = `127.77.${number}.2`;
    this.registry = `127.77.${number}.3:5000`;
  }

  static async start(): Promise<DindDaemon> {
    const daemon = new DindDaemon();
    try {
      makeCertificates(daemon.certs, { serverNames: `DNS:docker,DNS:localhost,IP:${daemon.address}` });
      daemon.#makeRoot();
      daemon.#startRegistry();
      daemon.#startDaemon();
      await daemon.#untilReady();
    } catch (error) {
      await daemon.stop();
      throw error;
    }
    return daemon;
  }

  /** Runs for as long as this daemon, or until somebody ends it. */
  spawn(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    // A test run that is killed must not leave a daemon behind.
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: CLIENT_PATH, HOME: this.folder, ...env },
    });
    this.#children.push(child);
    return child;
  }

  /** As the kernel does it for lack of memory. What a build runs in BuildKit goes with it. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#dockerd?.once('exit', resolve));
    this.#dockerd?.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    try {
      const ids = this.#docker(['ps', '-aq']).split('\n').filter(Boolean);
      if (ids.length > 0) this.#docker(['rm', '-f', ...ids]);
    } catch {
      // It may never have run.
    }
    for (const child of this.#children.reverse()) await end(child);
    for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n').reverse()) {
      const mount = line.split(' ')[1];
      if (mount?.startsWith(`${this.folder}/`)) execFileSync('umount', ['-l', mount]);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #makeRoot(): void {
    mkdirSync(join(this.root, 'bin'), { recursive: true });
    copyFileSync('/bin/busybox', join(this.root, 'bin/busybox'));
    for (const applet of ['sh', 'cat', 'echo', 'seq', 'sleep', 'tty', 'ls']) {
      symlinkSync('busybox', join(this.root, 'bin', applet));
    }
  }

  #startRegistry(): void {
    const config = join(this.folder, 'registry.yml');
    const logins = join(this.folder, 'logins');
    writeFileSync(logins, LOGINS);
    writeFileSync(
      config,
      JSON.stringify({
        version: '0.1',
        log: { level: 'error', accesslog: { disabled: true } },
        storage: { filesystem: { rootdirectory: join(this.folder, 'registry') } },
        http: { addr: this.registry, secret: 'for tests' },
        auth: { htpasswd: { realm: 'test', path: logins } },
      }),
    );
    this.spawn('docker-registry', ['serve', config]);
  }

  /** vfs works on every kernel. */
  #startDaemon(): void {
    const at = (name: string): string => join(this.folder, name);
    const server = (name: string): string => join(this.certs, 'server', name);
    const daemon = this.spawn('dockerd', [
      ...['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('dockerd.pid')],
      ...['--storage-driver', 'vfs', '--iptables=false', '--ip6tables=false', '--bridge=none'],
      ...['-H', `unix://${this.socket}`, '-H', `tcp://${this.address}:2376`, '--tlsverify'],
      ...['--tlscacert', server('ca.pem'), '--tlscert', server('cert.pem'), '--tlskey', server('key.pem')],
    ]);
    daemon.stdout?.resume();
    daemon.stderr?.resume();
    this.#dockerd = daemon;
  }

  async #untilReady(): Promise<void> {
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        this.#docker(['version']);
        return;
      } catch {
        // Not yet.
      }
      if (Date.now() > limit) throw new Error('dockerd did not begin to listen');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #docker(args: readonly string[]): string {
    return execFileSync('/usr/bin/docker', ['-H', `unix://${this.socket}`, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(force);
}
