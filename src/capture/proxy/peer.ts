import type { Socket } from 'node:net';
import { type ReadBytes, readIntoMemory } from './read-memory.ts';

/** Told what one end of a proxied connection does, in order. */
export interface PeerListener {
  bytes(read: ReadBytes): void;
  /** It sends nothing more, and may still read. */
  end(): void;
  /** The connection is over without both sides having ended it. Told once; nothing follows. */
  gone(error: NodeJS.ErrnoException | null): void;
  /** What was written has left for the system, so that more may be written. */
  drained(): void;
}

/** Why a peer is not read for a while: the other one has much to send yet, or the record has much to write. */
export type PauseReason = 'unsent' | 'unrecorded';

/**
 * Silence after which TCP asks whether the other end is still there, in milliseconds; Docker clients ask that often.
 * Their own question is answered by this machine, so a daemon that is gone would never be noticed.
 */
const KEEPALIVE = 30_000;

const NOTHING = Buffer.alloc(0);

/**
 * One end of a proxied connection: a socket, plain or TLS, made for passing on all that happens to it.
 *
 * Node destroys a socket when a write fails, and with it what was received and not read yet. A daemon that
 * refuses an upload answers, closes, and resets: its answer would be lost to the client. So a failed write is
 * kept from the stream here, and the socket is read to its end.
 */
export class Peer {
  readonly socket: Socket;
  /** What carries `socket`: the same one, or the TCP connection below TLS. */
  readonly #carrier: Socket;
  readonly #isTcp: boolean;
  #listener: PeerListener | null = null;
  #ended = false;
  #finished = false;
  #gone = false;
  #aborted = false;
  #error: NodeJS.ErrnoException | null = null;
  #writeFailed = false;
  readonly #pauses = new Set<PauseReason>();

  /** Takes over a connected socket; with TLS, `carrier` is the one below it. */
  constructor(socket: Socket, carrier: Socket = socket) {
    this.socket = socket;
    this.#carrier = carrier;
    this.#isTcp = carrier.remoteAddress !== undefined;
    if (carrier !== socket) carrier.on('error', () => {});
    carrier.setNoDelay(true);
    if (this.#isTcp) carrier.setKeepAlive(true, KEEPALIVE);
    this.#keepWriteErrors();
    this.#resetWithoutEnd();
    socket.on('end', () => {
      this.#ended = true;
      this.#askForReset();
      if (this.#writeFailed) this.#lose();
      else this.#listener?.end();
    });
    socket.on('finish', () => {
      this.#finished = true;
    });
    socket.on('error', (error) => {
      this.#error ??= error;
      // Node closes a TLS socket by itself only where the error came before the handshake was over.
      this.#lose();
    });
    socket.on('close', () => {
      if (this.#ended && this.#finished && this.#error === null) this.#gone = true;
      else this.#lose();
    });
    socket.on('drain', () => this.#listener?.drained());
  }

  /** Sends all that comes to `listener`; what came before waits in the socket. */
  start(listener: PeerListener): void {
    const first = this.#listener === null;
    this.#listener = listener;
    if (!first) {
      this.#pauses.clear();
      this.socket.resume();
      return;
    }
    const { socket } = this;
    // A TLS socket gives its bytes out one record at a time, in memory of their own.
    if (socket === this.#carrier) readIntoMemory(socket, (read) => this.#listener?.bytes(read));
    socket.on('data', (bytes: Buffer) => this.#listener?.bytes({ bytes, memory: null }));
    if (this.#ended) listener.end();
    if (this.#gone) listener.gone(this.#error);
  }

  /** Bytes that were written and are not with the system yet. */
  get unsentBytes(): number {
    return this.socket.writableLength;
  }

  write({ bytes, memory }: ReadBytes): void {
    if (this.#finished || !this.socket.writable) return;
    memory?.hold();
    this.socket.write(bytes, memory === null ? undefined : () => memory.release());
  }

  /** Sends nothing more, and still reads. */
  finish(): void {
    if (this.socket.writable) this.socket.end();
  }

  pause(reason: PauseReason): void {
    this.#pauses.add(reason);
    this.socket.pause();
  }

  /** Reads on where no other reason is left. */
  resume(reason: PauseReason): void {
    if (this.#pauses.delete(reason) && this.#pauses.size === 0) this.socket.resume();
  }

  /** Breaks the connection off when all that was written has been sent. */
  reset(): void {
    if (this.#gone) return;
    const { socket } = this;
    if (this.unsentBytes === 0 || this.#writeFailed) this.abort();
    else if (socket.writableEnded) socket.once('finish', () => this.abort());
    else socket.write('', () => this.abort());
  }

  /** Breaks the connection off now: a TCP reset; a unix socket has none and is closed. */
  abort(): void {
    const { socket } = this;
    const carrier = this.#carrier;
    this.#gone = true;
    this.#aborted = true;
    if (this.#isTcp && !carrier.destroyed) carrier.resetAndDestroy();
    else carrier.destroy();
    if (carrier !== socket) socket.destroy();
  }

  /**
   * A reset that comes right behind bytes is given out by libuv as an end. Writing nothing then fails, and else
   * sends nothing. TLS and unix sockets know no reset of their own.
   */
  #askForReset(): void {
    const { socket } = this;
    if (this.#isTcp && socket === this.#carrier && socket.writable && this.unsentBytes === 0)
      socket.write(NOTHING);
  }

  #lose(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#listener?.gone(this.#error);
    this.socket.destroy();
  }

  /** `resetAndDestroy` first ends the socket, so that the other side would see an orderly end before the reset. */
  #resetWithoutEnd(): void {
    const carrier = this.#carrier;
    const final = carrier._final.bind(carrier);
    carrier._final = (callback) => {
      if (this.#aborted) callback();
      else final(callback);
    };
  }

  /** `_write`, `_writev` and `_final` are what a stream's implementer provides, and may be provided again. */
  #keepWriteErrors(): void {
    const { socket } = this;
    const write = socket._write.bind(socket);
    const writev = socket._writev?.bind(socket);
    const failing =
      (callback: (error?: Error | null) => void) =>
      (error?: Error | null): void => {
        if (error) this.#failWrite(error);
        callback();
      };
    socket._write = (chunk, encoding, callback) => {
      if (this.#writeFailed) callback();
      else write(chunk, encoding, failing(callback));
    };
    if (writev !== undefined) {
      socket._writev = (chunks, callback) => {
        if (this.#writeFailed) callback();
        else writev(chunks, failing(callback));
      };
    }
  }

  #failWrite(error: NodeJS.ErrnoException): void {
    this.#writeFailed = true;
    this.#error ??= error;
    if (this.#ended) this.#lose();
    // Somebody may wait for room; what is written from now on is dropped, so there is room.
    else this.#listener?.drained();
  }
}
