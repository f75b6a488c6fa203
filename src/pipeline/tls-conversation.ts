import type { Issue } from '../layer/issue.ts';
import type { Direction, Timestamp } from '../layer/origin.ts';
import type { TlsFacts } from '../model/connection.ts';
import type { TlsEvent } from '../tls/tls-event.ts';
import { TlsLayer } from '../tls/tls-layer.ts';
import type { Conversation } from './conversation.ts';
import type { PipelineIssueCode } from './issue-codes.ts';
import type { Seat } from './seat.ts';

/** An encrypted connection: its hellos and alerts become facts, and issues, of the connection. */
export class TlsConversation implements Conversation {
  readonly protocol = 'tls';
  readonly #tls = new TlsLayer();
  readonly #seat: Seat;
  #client: Direction | null = null;
  #facts: Omit<TlsFacts, 'clientCertificate'> = {
    serverName: null,
    version: null,
    refusal: null,
    plainAnswer: false,
  };

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  get tls(): TlsFacts {
    return { ...this.#facts, clientCertificate: this.#tls.clientCertificate };
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
      if (event.kind === 'issue') {
        this.#seat.issue(event);
        continue;
      }
      this.#learn(event);
      const issue = toIssue(event);
      if (issue !== null) this.#seat.issue(issue);
    }
  }

  #learn(event: Exclude<TlsEvent, Issue>): void {
    const facts = this.#facts;
    if (event.kind === 'client-hello') {
      this.#client = event.direction;
      this.#facts = { ...facts, serverName: event.sni };
    } else if (event.kind === 'server-hello') {
      this.#facts = { ...facts, version: event.version };
    } else if (event.kind === 'not-tls') {
      this.#facts = { ...facts, plainAnswer: facts.plainAnswer || isHttp(event.bytes) };
    } else if (event.kind === 'encrypted-refusal' || (event.kind === 'alert' && isRefusal(event))) {
      const from = event.direction === this.#client ? 'client' : 'server';
      const alert = event.kind === 'alert' ? event.description : null;
      this.#facts = { ...facts, refusal: facts.refusal ?? { from, alert } };
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
      return isRefusal(event)
        ? issue('pipeline/tls-alert', `TLS alert ${event.description}`, event.at)
        : null;
    case 'encrypted-refusal':
      return issue('pipeline/tls-alert', 'TLS alert during the handshake, encrypted', event.at);
    case 'not-tls': {
      const message = 'the client speaks TLS, the daemon answers in plain HTTP: this is a plain port';
      return isHttp(event.bytes) ? issue('pipeline/tls-to-plain-port', message, event.at) : null;
    }
    case 'server-hello':
    case 'application-data':
      return null;
  }
}

/** Both sides say close-notify when all is well (RFC 8446, section 6.1). */
function isRefusal({ description }: { readonly description: string }): boolean {
  return description !== 'close-notify';
}

function isHttp(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === 'HTTP/';
}

/** A server name is letters, digits, hyphens and dots (RFC 6066, section 3); anything else is not repeated. */
function printable(name: string): string {
  return name.replace(/[^\w.-]/g, '?').slice(0, 255);
}

function issue(code: PipelineIssueCode, message: string, at: Timestamp): Issue {
  return { kind: 'issue', code, message, at };
}
