import type { ChildProcess } from 'node:child_process';
import type { DindDaemon } from './dind-daemon.ts';

/** `dind-sniff proxy`, when it listens. */
export function startProxy(daemon: DindDaemon, args: readonly string[]): Promise<ChildProcess> {
  const child = daemon.spawn(process.execPath, ['bin/dind-sniff.js', 'proxy', '-T', 'ndjson', ...args]);
  child.stdout?.resume();
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('point clients there')) resolve(child);
    });
    child.once('exit', (code) => reject(new Error(`the proxy ended with ${code}: ${said}`)));
  });
}

/** As by Ctrl-C; resolves when it is gone. */
export function interrupt(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}
