import { lookup } from 'node:dns/promises';
import { chmodSync } from 'node:fs';
import { createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import { type ProxyAddress, type ProxyEnd, proxyAddressText } from './proxy-address.ts';
import { ProxyError } from './proxy-error.ts';
import { clearUnixPath } from './unix-path.ts';

/** An address on which clients are accepted. */
export interface Listener {
  /** With the port that the system chose. */
  readonly end: ProxyEnd;
  /** Accepts nobody any more, and removes the socket's file. */
  close(): Promise<void>;
}

/** A daemon takes connections from its own machine only, unless somebody wanted more. */
export interface ListenWishes {
  readonly allowRemote: boolean;
  readonly accept: (socket: Socket, end: ProxyEnd) => void;
}

/** Throws `ProxyError`. */
export async function listen(end: ProxyEnd, { allowRemote, accept }: ListenWishes): Promise<Listener> {
  const { address } = end;
  // One-sided ends are passed on; Node would end the other side by itself otherwise.
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  let actual: ProxyEnd = end;
  server.on('connection', (socket) => {
    // Also while nobody looks at it yet: Node ends the process for an error without a listener.
    socket.on('error', () => {});
    accept(socket, actual);
  });
  if (address.kind === 'unix') {
    await clearUnixPath(address.path);
    await started(server, { path: address.path }, address);
    chmodSync(address.path, 0o600);
  } else {
    const host = await localAddress(address.host, allowRemote);
    await started(server, { host, port: address.port }, address);
    const bound = server.address();
    if (typeof bound === 'object' && bound !== null)
      actual = { ...end, address: { ...address, port: bound.port } };
  }
  server.on('error', () => {});
  return { end: actual, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Whether only this machine can connect to an IP address. */
export function isLoopback(address: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1' || /^::ffff:127\./i.test(address);
}

async function localAddress(host: string, allowRemote: boolean): Promise<string> {
  const found = await lookup(host).catch((error: NodeJS.ErrnoException) => {
    throw new ProxyError('cannot-listen', `cannot listen on ${host}: the name does not resolve`, error);
  });
  if (!allowRemote && !isLoopback(found.address))
    throw new ProxyError(
      'remote-not-allowed',
      `listening on ${host} lets other machines use the daemon, which is as good as root; add --allow-remote if that is wanted`,
    );
  return found.address;
}

function started(server: Server, options: ListenOptions, address: ProxyAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => reject(listenError(error, address));
    server.once('error', failed);
    // The socket's file is made within this call; nobody else may connect, not even before its mode is set.
    const mask = options.path === undefined ? null : process.umask(0o177);
    try {
      server.listen(options, () => {
        server.off('error', failed);
        resolve();
      });
    } finally {
      if (mask !== null) process.umask(mask);
    }
  });
}

function listenError(error: NodeJS.ErrnoException, address: ProxyAddress): ProxyError {
  const text = proxyAddressText(address);
  switch (error.code) {
    case 'EADDRINUSE':
      return new ProxyError(
        'address-in-use',
        `cannot listen on ${text}: it is in use; stop who listens there (a daemon?) or name another address`,
        error,
      );
    case 'EACCES':
      return new ProxyError(
        'cannot-listen',
        `cannot listen on ${text}: permission denied; name another address`,
        error,
      );
    case 'EADDRNOTAVAIL':
      return new ProxyError(
        'cannot-listen',
        `cannot listen on ${text}: this machine has no such address`,
        error,
      );
    default:
      return new ProxyError(
        'cannot-listen',
        `cannot listen on ${text}: ${error.code ?? error.message}`,
        error,
      );
  }
}
