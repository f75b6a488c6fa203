import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_PATH } from './dind-daemon.ts';

export interface BareDaemonWishes {
  /** `-H`, each; the socket comes on top. */
  readonly hosts?: readonly string[];
  /** In dind's layout; with them it demands certificates of its clients. */
  readonly certs?: string;
}

/** dockerd with vfs and without any network, in a folder of its own. It may not be ready yet. */
export class BareDaemon {
  readonly socket: string;
  readonly #child: ChildProcess;

  constructor(folder: string, { hosts = [], certs }: BareDaemonWishes = {}) {
    mkdirSync(folder, { recursive: true });
    this.socket = join(folder, 'd.sock');
    const at = (name: string): string => join(folder, name);
    const server = (name: string): string => join(certs ?? '', 'server', name);
    const tls = [
      '--tlscacert',
      server('ca.pem'),
      '--tlscert',
      server('cert.pem'),
      '--tlskey',
      server('key.pem'),
    ];
    const args = [
      ...['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid')],
      ...['--storage-driver', 'vfs', '--iptables=false', '--ip6tables=false', '--bridge=none'],
      ...[`unix://${this.socket}`, ...hosts].flatMap((host) => ['-H', host]),
      ...(certs === undefined ? [] : ['--tlsverify', ...tls]),
    ];
    // A test run that is killed must not leave a daemon behind.
    this.#child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', 'dockerd', ...args], {
      stdio: 'ignore',
      env: { PATH: CLIENT_PATH, HOME: folder },
    });
  }

  /** Holds it, so that its ports accept and it says nothing; and lets it go on. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.thaw();
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(force);
  }
}
