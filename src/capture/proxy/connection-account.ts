import type { ConnectionNote } from '../../layer/connection-note.ts';
import { now } from '../clock.ts';
import type { ProxyEvent } from './proxy-event.ts';
import type { ReadBytes } from './read-memory.ts';
import type { RecordedConnection, Side } from './record/recorded-connection.ts';
import type { HandshakeReport } from './tls/handshake-failure.ts';

/** What comes in pieces from this size on may wait for the disk; a request or a line of output does not. */
const LARGE_BYTES = 16_384;

/** What all connections of a proxy add up to. */
export interface ProxyTally {
  clientBytes: number;
  serverBytes: number;
  unrecordedBytes: number;
}

/** What passes on one connection is counted, recorded and told here, after it has passed. */
export class ConnectionAccount {
  readonly #id: number;
  readonly #tally: ProxyTally;
  readonly #emit: (event: ProxyEvent) => void;
  #record: RecordedConnection | null;
  #clientBytes = 0;
  #serverBytes = 0;
  #over = false;

  constructor(
    id: number,
    record: RecordedConnection | null,
    tally: ProxyTally,
    emit: (event: ProxyEvent) => void,
  ) {
    this.#id = id;
    this.#record = record;
    this.#tally = tally;
    this.#emit = emit;
  }

  /** `note` says where it came in and goes to. */
  opened(client: string, note: ConnectionNote & { readonly listener: string }): void {
    this.#recording((record) => record.open(note, now()));
    this.#emit({ kind: 'connection-opened', connection: this.#id, client, listener: note.listener });
  }

  note(note: ConnectionNote): void {
    this.#recording((record) => record.note(note));
  }

  /** Null, or what to wait for before more is read. */
  bytes(from: Side, read: ReadBytes): Promise<void> | null {
    const { bytes } = read;
    if (from === 'client') {
      this.#clientBytes += bytes.length;
      this.#tally.clientBytes += bytes.length;
    } else {
      this.#serverBytes += bytes.length;
      this.#tally.serverBytes += bytes.length;
    }
    this.#recording((record) => {
      this.#tally.unrecordedBytes += record.bytes(from, read, now());
    });
    return bytes.length < LARGE_BYTES ? null : (this.#record?.wait ?? null);
  }

  end(from: Side): void {
    this.#recording((record) => record.end(from, now()));
  }

  /** Both sides have ended it, or one of them went away. Only the first call counts. */
  over(gone: Side | null): void {
    if (this.#over) return;
    this.#over = true;
    if (gone !== null) this.#recording((record) => record.reset(gone, now()));
    this.#emit({
      kind: 'connection-closed',
      connection: this.#id,
      how: gone === null ? 'fin' : 'reset',
      clientBytes: this.#clientBytes,
      serverBytes: this.#serverBytes,
    });
  }

  unreachable(message: string): void {
    this.#emit({ kind: 'daemon-unreachable', connection: this.#id, message });
  }

  handshakeFailed(side: 'client' | 'daemon', { reason, detail, fix }: HandshakeReport): void {
    this.note({ handshakeFailed: { side, reason, detail, fix } });
    this.#emit({ kind: 'handshake-failed', connection: this.#id, side, reason, detail, fix });
  }

  /** Nothing that goes wrong with the record may disturb the connection. */
  #recording(action: (record: RecordedConnection) => void): void {
    if (this.#record === null) return;
    try {
      action(this.#record);
    } catch (error) {
      this.#record = null;
      const detail = error instanceof Error ? error.message : String(error);
      const message = `connection ${this.#id} is not recorded any more: ${detail}`;
      this.#emit({ kind: 'recording-stopped', message });
    }
  }
}
