import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProxyEnd } from './proxy-address.ts';
import { ProxyError } from './proxy-error.ts';
import type { ProxyMessage, ProxyRequest } from './proxy-messages.ts';
import type { ProxyOptions } from './proxy-options.ts';

/** A proxy that another process runs. */
export interface ProxyProcess {
  readonly pid: number | null;
  readonly listening: readonly ProxyEnd[];
  readonly environment: Readonly<Record<string, string>>;
  /** Resolves when the process is gone: true if that was asked for. */
  readonly ended: Promise<boolean>;
  /** As `RunningProxy.close`. */
  close(): Promise<void>;
}

/** As `startProxy`; connections that open or close are no events here. Rejects with `ProxyError`. */
export function startProxyProcess(
  { onEvent, ...options }: ProxyOptions,
  program = beside(),
): Promise<ProxyProcess> {
  // Options of our own Node process, such as a debugger's port, are not for it.
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  let wanted = false;
  const ended = new Promise<boolean>((resolve) => {
    child.once('exit', () => resolve(wanted));
    child.once('error', () => resolve(wanted));
  });
  const close = async (): Promise<void> => {
    wanted = true;
    if (child.connected) child.disconnect();
    await ended;
  };
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error("the proxy's process ended before it listened")));
    child.on('message', (received) => {
      const message = received as ProxyMessage;
      if (message.kind === 'event') onEvent?.(message.event);
      else if (message.kind === 'started') {
        const { listening, environment } = message;
        resolve({ pid: child.pid ?? null, listening, environment, ended, close });
      } else {
        const { code, message: words } = message;
        void close();
        reject(code === null ? new Error(words) : new ProxyError(code, words));
      }
    });
    child.send({ options } satisfies ProxyRequest, () => {});
  });
}

/** Where the build puts it. */
function beside(): string {
  return fileURLToPath(new URL('proxy-program.js', import.meta.url));
}
