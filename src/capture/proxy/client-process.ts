import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { MAX_COMMAND_LENGTH } from './record/connection-note.ts';

export interface ClientProcess {
  readonly pid: number;
  /** Its command line, printable; its name where that cannot be read. */
  readonly command: string;
}

/** `ss` looks through all processes, so it runs at most this often, in milliseconds. */
const LOOK_INTERVAL = 250;
/** Connections that wait to be looked up; of more at once, the rest is not. */
const MAX_WAITING = 256;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

interface Waiting {
  readonly socket: Socket;
  readonly found: (client: ClientProcess) => void;
}

/**
 * Finds which process of this machine is at the other end of a connection, where iproute2's `ss` is installed
 * and may see it. Node does not give the peer's credentials of a socket (SO_PEERCRED).
 */
export class ClientProcesses {
  #waiting: Waiting[] = [];
  #lastLook = 0;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  /** Calls `found` some time later, if there is something to tell. */
  find(socket: Socket, found: (client: ClientProcess) => void): void {
    if (this.#closed || this.#waiting.length >= MAX_WAITING) return;
    this.#waiting.push({ socket, found });
    if (this.#timer !== null) return;
    const delay = Math.max(0, this.#lastLook + LOOK_INTERVAL - performance.now());
    this.#timer = setTimeout(() => void this.#look(), delay);
    this.#timer.unref();
  }

  close(): void {
    this.#closed = true;
    this.#waiting = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    this.#lastLook = performance.now();
    const waiting = this.#waiting.filter(({ socket }) => !socket.destroyed);
    this.#waiting = [];
    const owners = socketOwners(await runSs(waiting.length === 0 ? [] : ['-H', '-x', '-t', '-n', '-p']));
    for (const { socket, found } of waiting) {
      const owner = owners.get(await peerKey(socket));
      if (owner !== undefined) found({ pid: owner.pid, command: await commandOf(owner) });
    }
    this.#lastLook = performance.now();
    this.#timer = null;
    if (this.#closed || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => void this.#look(), LOOK_INTERVAL);
    this.#timer.unref();
  }
}

/** How the socket at the other end is found in the output of `ss`. */
async function peerKey(socket: Socket): Promise<string> {
  if (socket.remoteAddress !== undefined)
    return `${socket.remoteAddress.replace(/^::ffff:/, '')} ${socket.remotePort} ${socket.localPort}`;
  // Not part of Node's interface: without it the process is not found, and nothing else is missing.
  const { _handle: handle } = socket as { _handle?: { fd?: number } | null };
  const link = await readlink(`/proc/self/fd/${handle?.fd ?? -1}`).catch(() => '');
  return /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '';
}

interface SocketOwner {
  readonly pid: number;
  readonly name: string;
}

/** Reads `ss -H -x -t -n -p`: owner by the inode of the socket at the other end, or by addresses. */
export function socketOwners(output: string): ReadonlyMap<string, SocketOwner> {
  const owners = new Map<string, SocketOwner>();
  for (const line of output.split('\n')) {
    const owner = /users:\(\("(?<name>[^"]*)",pid=(?<pid>\d+)/.exec(line)?.groups;
    if (owner === undefined) continue;
    // A unix socket's columns end with its own path and inode, and the other end's; a TCP socket's with two addresses.
    const [netid = '', , , , local = '', remote = '', , remoteInode = ''] = line.split(/\s+/);
    const value = { pid: Number(owner.pid), name: owner.name ?? '' };
    if (netid === 'u_str') owners.set(remoteInode, value);
    else if (netid === 'tcp') {
      const from = /^\[?(?<address>.*?)\]?:(?<port>\d+)$/.exec(local)?.groups;
      const to = /:(\d+)$/.exec(remote)?.[1];
      if (from !== undefined && to !== undefined)
        owners.set(`${from.address?.replace(/^::ffff:/, '')} ${from.port} ${to}`, value);
    }
  }
  return owners;
}

async function commandOf({ pid, name }: SocketOwner): Promise<string> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const line = words.replaceAll('\0', ' ').trim();
  return (line === '' ? name : line).replace(/[\x00-\x1f\x7f-\x9f]/g, '?').slice(0, MAX_COMMAND_LENGTH);
}

/** Nothing where there is no `ss`, or it may not look. */
function runSs(args: readonly string[]): Promise<string> {
  if (args.length === 0) return Promise.resolve('');
  return new Promise((resolve) => {
    execFile('ss', args, { maxBuffer: MAX_OUTPUT_BYTES }, (_error, stdout) => resolve(stdout));
  });
}
