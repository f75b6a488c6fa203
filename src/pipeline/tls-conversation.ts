import type { Issue } from '../layer/issue.ts';
import type { Direction, Timestamp } from '../layer/origin.ts';
import type { TlsEvent } from '../tls/tls-event.ts';
import { TlsLayer } from '../tls/tls-layer.ts';
import type { Conversation } from './conversation.ts';
import type { PipelineIssueCode } from './issue-codes.ts';
import type { Seat } from './seat.ts';

/** An encrypted connection: what its hellos and its alerts in clear tell becomes issues of the connection. */
export class TlsConversation implements Conversation {
  readonly protocol = 'tls';
  readonly #tls = new TlsLayer();
  readonly #seat: Seat;

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  push(direction: Direction, bytes: Uint8Array, at: Timestamp): void {
    this.#take(this.#tls.push(bytes, { direction, at }));
  }

  gap(direction: Direction, missing: number, at: Timestamp): void {
    this.#take(this.#tls.gap(missing, { direction, at }));
  }

  end(direction: Direction, at: Timestamp): void {
    this.#take(this.#tls.end({ direction, at }));
  }

  close(): void {}

  #take(events: readonly TlsEvent[]): void {
    for (const event of events) {
      const issue = event.kind === 'issue' ? event : toIssue(event);
      if (issue !== null) this.#seat.issue(issue);
    }
  }
}

function toIssue(event: Exclude<TlsEvent, Issue>): Issue | null {
  switch (event.kind) {
    case 'client-hello': {
      const name = event.sni === null ? 'no server name' : `the name ${printable(event.sni)}`;
      return issue(
        'pipeline/tls',
        `the client asks for TLS with ${name}; its content is encrypted`,
        event.at,
      );
    }
    case 'alert':
      // Both sides say close-notify when all is well (RFC 8446, section 6.1).
      if (event.description === 'close-notify') return null;
      return issue('pipeline/tls-alert', `TLS alert ${event.description}`, event.at);
    case 'not-tls': {
      const isHttp = Buffer.from(event.bytes.subarray(0, 5)).toString('latin1') === 'HTTP/';
      const message = 'the client speaks TLS, the daemon answers in plain HTTP: this is a plain port';
      return isHttp ? issue('pipeline/tls-to-plain-port', message, event.at) : null;
    }
    case 'server-hello':
    case 'application-data':
      return null;
  }
}

/** A server name is letters, digits, hyphens and dots (RFC 6066, section 3); anything else is not repeated. */
function printable(name: string): string {
  return name.replace(/[^\w.-]/g, '?').slice(0, 255);
}

function issue(code: PipelineIssueCode, message: string, at: Timestamp): Issue {
  return { kind: 'issue', code, message, at };
}
