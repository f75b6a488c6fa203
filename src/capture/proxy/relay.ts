import type { Peer, PeerListener } from './peer.ts';
import type { ReadBytes } from './read-memory.ts';
import type { Side } from './record/recorded-connection.ts';

/** A side is not read while the other one has more than this to send yet, in bytes. */
const MAX_UNSENT_BYTES = 256 * 1024;

/** Sees what was passed on, after it was passed on. */
export interface RelayWatcher {
  /** Null, or what to wait for before more is read from there. */
  bytes(from: Side, read: ReadBytes): Promise<void> | null;
  end(from: Side): void;
  /** The connection is over: both sides ended it, or one went away. Told once. */
  over(gone: Side | null): void;
  /** The server went away without a byte; true if the watcher sees to the client from now on. */
  refused(error: NodeJS.ErrnoException | null): boolean;
}

/** Passes on what each of two peers does to the other: bytes, the end of its sending, a reset. */
export function relay(client: Peer, server: Peer, watcher: RelayWatcher): void {
  let ended = 0;
  let answered = false;
  let over = false;
  const finish = (gone: Side | null): void => {
    if (over) return;
    over = true;
    watcher.over(gone);
  };
  const passOn = (from: Side, source: Peer, destination: Peer): PeerListener => ({
    bytes: (read) => {
      destination.write(read);
      answered ||= from === 'server';
      if (destination.unsentBytes > MAX_UNSENT_BYTES) source.pause('unsent');
      const wait = watcher.bytes(from, read);
      if (wait === null) return;
      source.pause('unrecorded');
      void wait.then(() => source.resume('unrecorded'));
    },
    end: () => {
      destination.finish();
      watcher.end(from);
      ended += 1;
      if (ended === 2) finish(null);
    },
    gone: (error) => {
      if (from === 'server' && !answered && watcher.refused(error)) return;
      destination.reset();
      finish(from);
    },
    drained: () => destination.resume('unsent'),
  });
  client.start(passOn('client', client, server));
  server.start(passOn('server', server, client));
}
