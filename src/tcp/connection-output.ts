import type { Direction, Timestamp } from '../layer/origin.ts';
import type { StreamEvent } from '../layer/stream-event.ts';
import type { TcpIssueCode } from './issue-codes.ts';
import { MAX_ISSUES } from './limits.ts';

export type Emit = (event: StreamEvent) => void;

type GapCause = Extract<StreamEvent, { kind: 'stream-gap' }>['cause'];

/** Makes the events of one connection. */
export class ConnectionOutput {
  readonly connection: number;
  readonly emit: Emit;
  #issues = 0;

  constructor(connection: number, emit: Emit) {
    this.connection = connection;
    this.emit = emit;
  }

  chunk(direction: Direction, bytes: Uint8Array, at: Timestamp): void {
    this.emit({ kind: 'stream-chunk', connection: this.connection, direction, bytes, at });
  }

  gap(direction: Direction, missing: number, cause: GapCause, at: Timestamp): void {
    this.emit({ kind: 'stream-gap', connection: this.connection, direction, missing, at, cause });
  }

  end(direction: Direction, at: Timestamp): void {
    this.emit({ kind: 'stream-end', connection: this.connection, direction, at });
  }

  /** `offset` counts bytes of the direction from its first one. */
  issue(code: TcpIssueCode, message: string, at: Timestamp, offset: number): void {
    if (this.#issues >= MAX_ISSUES) return;
    this.#issues += 1;
    this.emit({ kind: 'issue', connection: this.connection, code, message, at, offset });
  }
}
