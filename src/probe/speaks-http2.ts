import { connect } from 'node:net';
import { opened } from './knock.ts';
import { connectOptions, type Reach } from './reach.ts';
import { onceAborted } from './time-limit.ts';

/** The preface of a client and its empty SETTINGS frame (RFC 9113, sections 3.4 and 6.5). */
const PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0),
]);
const SETTINGS_FRAME = 4;

/** Whether a server takes HTTP/2 for granted, without TLS and without a switch; Docker does from 29.2 on. */
export async function speaksHttp2(reach: Reach, limit: AbortSignal): Promise<boolean> {
  const socket = connect(connectOptions(reach));
  try {
    if ((await opened(socket, limit)) !== null) return false;
    socket.write(PREFACE);
    const first = new Promise<boolean>((resolve) => {
      socket.once('data', (bytes: Buffer) => resolve(bytes[0] === 0 && bytes[3] === SETTINGS_FRAME));
      socket.once('close', () => resolve(false));
    });
    return await Promise.race([first, onceAborted(limit, false)]);
  } finally {
    socket.destroy();
  }
}
