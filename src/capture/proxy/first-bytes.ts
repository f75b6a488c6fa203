import type { Socket } from 'node:net';

/** Takes the first bytes of a connection out of it, to be put back with `unshift`; null where none come. */
export function firstBytes(socket: Socket): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const done = (bytes: Buffer | null): void => {
      socket.off('readable', readable);
      socket.off('close', closed);
      resolve(bytes);
    };
    const readable = (): void => done(socket.read() as Buffer | null);
    const closed = (): void => done(null);
    socket.once('readable', readable);
    socket.once('close', closed);
  });
}
