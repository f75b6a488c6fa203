import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** Long enough on a busy machine; what hangs fails by it. In milliseconds. */
const PATIENCE = 15_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `dind-sniff` that captures, as a user runs it where standard output is no terminal. */
export class Sniffer {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';
  #changed: () => void = () => {};

  private constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, ['bin/dind-sniff.js', ...args, '--debug'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, TZ: 'UTC', ...env },
    });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
      this.#changed();
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
      this.#changed();
    });
    this.ended = new Promise((resolve) => {
      this.child.on('close', (code) => {
        resolve({ code, stdout: this.#stdout, stderr: this.#stderr });
        this.#changed();
      });
    });
  }

  /** Resolves when packets that pass from now on are seen. */
  static async start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Sniffer> {
    const sniffer = new Sniffer(args, env);
    await sniffer.until(() => sniffer.stderr.includes('captures with'));
    return sniffer;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Process id of the engine. */
  get engine(): number {
    return childOf(this.child.pid as number);
  }

  /** Waits until something was printed that makes `holds` true. */
  async until(holds: () => boolean): Promise<void> {
    const limit = Date.now() + PATIENCE;
    while (!holds()) {
      if (Date.now() > limit || this.child.exitCode !== null) {
        throw new Error(`it was waited for in vain; printed: ${this.#stdout}\n${this.#stderr}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        this.#changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

function childOf(pid: number): number {
  const path = `/proc/${pid}/task/${pid}/children`;
  return Number(readFileSync(path, 'utf8').trim().split(' ')[0]);
}
