import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Given to standard input, which is then closed; without it standard input is empty. */
  readonly input?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the child after it was started. */
  readonly during?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs the program as a user does; `npm test` has built it. */
export function runBin(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/dind-sniff.js', ...args], {
      env: { PATH: process.env.PATH, TZ: 'UTC', ...options.env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => {
      // The program may end before it has read everything.
    });
    if (options.during === undefined) child.stdin.end(options.input ?? '');
    else options.during(child);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
