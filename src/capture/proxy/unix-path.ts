import { existsSync, lstatSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { ProxyError } from './proxy-error.ts';

/** The kernel's address of a unix socket has 108 bytes, the last one for a NUL (unix(7)). */
const MAX_PATH_BYTES = 107;

/**
 * Makes way for a socket at `path`: removes one that nobody listens on any more. Throws `ProxyError` where there
 * is something else, or somebody is alive.
 */
export async function clearUnixPath(path: string): Promise<void> {
  const length = Buffer.byteLength(path);
  if (length > MAX_PATH_BYTES)
    throw new ProxyError(
      'socket-path-too-long',
      `the socket's path has ${length} bytes and the system takes ${MAX_PATH_BYTES}; use a shorter one than ${path}`,
    );
  // libuv would call it a lack of permission.
  if (!existsSync(dirname(path)))
    throw new ProxyError(
      'cannot-listen',
      `there is no folder ${dirname(path)} for the socket; make it first`,
    );
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isSocket())
    throw new ProxyError(
      'socket-path-taken',
      `${path} is there and is not a socket; remove it or name another path`,
    );
  const code = await connectCode(path);
  if (code === null)
    throw new ProxyError('address-in-use', `somebody listens on ${path}; stop them or name another path`);
  if (code !== 'ECONNREFUSED') throw taken(path, code);
  try {
    unlinkSync(path);
  } catch (error) {
    throw taken(path, (error as NodeJS.ErrnoException).code ?? 'unknown error', error);
  }
}

function taken(path: string, code: string, cause?: unknown): ProxyError {
  return new ProxyError(
    'socket-path-taken',
    `${path} is there and cannot be replaced (${code}), it may belong to another user; name another path`,
    cause,
  );
}

/** Null where the connection was accepted; else the system's error. */
function connectCode(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(null);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown error'));
  });
}
