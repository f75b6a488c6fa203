import type { Connection, ConnectionSide, TlsFacts } from '../../src/model/connection.ts';
import { AT } from './exchange.ts';

export function side(bytes: number): ConnectionSide {
  return {
    packets: bytes === 0 ? 1 : 5,
    bytes,
    retransmittedBytes: 0,
    outOfOrderPackets: 0,
    missingBytes: 0,
    stalledMs: 0,
  };
}

export function connection(fields: Partial<Connection> = {}): Connection {
  return {
    id: 1,
    client: '172.17.0.1:41234',
    server: '172.17.0.2:2375',
    openedAt: AT - 500,
    closedAt: AT + 9000,
    closedBy: 'fin',
    endedFirst: { side: 'client', at: AT + 9000 },
    handshake: 'seen',
    lastByteAt: { client: AT, server: AT + 8000 },
    endedAt: { client: AT + 8500, server: AT + 9000 },
    protocol: 'http/1',
    fromClient: side(400),
    fromServer: side(400),
    exchanges: 1,
    issues: [],
    tls: null,
    proxied: null,
    tlsFailure: null,
    ...fields,
  };
}

/** A SYN that was answered by a reset. */
export function refusedConnection(fields: Partial<Connection> = {}): Connection {
  const openedAt = fields.openedAt ?? AT;
  return connection({
    openedAt,
    closedAt: openedAt + 50,
    closedBy: 'reset',
    endedFirst: { side: 'server', at: openedAt + 50 },
    protocol: 'unknown',
    fromClient: side(0),
    fromServer: side(0),
    exchanges: 0,
    ...fields,
  });
}

export function tlsConnection(facts: Partial<TlsFacts>, fields: Partial<Connection> = {}): Connection {
  return connection({
    server: '172.17.0.2:2376',
    protocol: 'tls',
    exchanges: 0,
    tls: {
      serverName: 'docker',
      version: '1.3',
      refusal: null,
      clientCertificate: null,
      plainAnswer: false,
      ...facts,
    },
    ...fields,
  });
}
