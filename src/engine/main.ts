import { constants, setPriority } from 'node:os';
import { EngineHost } from './engine-host.ts';
import type { EngineMessage, FrontMessage } from './messages.ts';

/** Entry of the engine's process, which its front forks: messages in, messages out. */
const host = new EngineHost((message: EngineMessage) => {
  // The front may be gone already; `disconnect` says so.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
});
process.on('message', (received) => {
  const message = received as FrontMessage;
  // Where processors are few, a proxy's clients come first: what is not decoded yet waits in the file.
  if (message.kind === 'start' && message.request.capture.kind === 'follow')
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  host.handle(message);
});
process.on('disconnect', () => {
  host.leave().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
// A Ctrl-C is for the front, which decides and tells us; it is sent to all of the terminal's processes.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', () => host.handle({ kind: 'stop' }));
