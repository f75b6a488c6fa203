import { startProxy } from './proxy.ts';
import { ProxyError } from './proxy-error.ts';
import type { ProxyEvent } from './proxy-event.ts';
import type { ProxyMessage, ProxyRequest } from './proxy-messages.ts';
import type { RunningProxy } from './proxy-options.ts';

/**
 * A proxy in a process of its own, which its front forks: no screen that stands still, and no decoder at work,
 * keeps a byte waiting. It ends when the front disconnects, or is gone.
 */
function send(message: ProxyMessage): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

function tell(event: ProxyEvent): void {
  if (event.kind !== 'connection-opened' && event.kind !== 'connection-closed')
    send({ kind: 'event', event });
}

async function start({ options }: ProxyRequest): Promise<RunningProxy | null> {
  try {
    const proxy = await startProxy({ ...options, onEvent: tell });
    send({ kind: 'started', listening: proxy.listening, environment: proxy.environment });
    return proxy;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ kind: 'failed', code: error instanceof ProxyError ? error.code : null, message });
    return null;
  }
}

let starting: Promise<RunningProxy | null> = Promise.resolve(null);
process.on('message', (request) => {
  starting = start(request as ProxyRequest);
});
process.on('disconnect', () => {
  starting.then((proxy) => proxy?.close()).finally(() => process.exit(0));
});
// A Ctrl-C goes to all of the terminal's processes; the front decides what it means.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
