import type { Connection, ConnectionSide, TlsFacts } from '../../model/connection.ts';
import { proxiedJson, tlsFailureJson } from './proxied-json.ts';
import { issueJson, timeJson } from './scalar-json.ts';

export function toConnectionJson(connection: Connection): object {
  return {
    type: 'connection',
    id: connection.id,
    client: connection.client,
    server: connection.server,
    opened: timeJson(connection.openedAt),
    closed: timeJson(connection.closedAt),
    closedBy: connection.closedBy,
    endedFirst: connection.endedFirst?.side ?? null,
    handshake: connection.handshake,
    protocol: connection.protocol,
    fromClient: sideJson(connection.fromClient),
    fromServer: sideJson(connection.fromServer),
    exchanges: connection.exchanges,
    issues: connection.issues.map(issueJson),
    tls: tlsJson(connection.tls),
    proxied: proxiedJson(connection.proxied),
    tlsFailure: tlsFailureJson(connection.tlsFailure),
  };
}

function sideJson(side: ConnectionSide): object {
  return {
    packets: side.packets,
    bytes: side.bytes,
    retransmittedBytes: side.retransmittedBytes,
    outOfOrderPackets: side.outOfOrderPackets,
    missingBytes: side.missingBytes,
    stalledMs: side.stalledMs,
  };
}

function tlsJson(tls: TlsFacts | null): object | null {
  if (tls === null) return null;
  const { serverName, version, refusal, clientCertificate, plainAnswer } = tls;
  return {
    serverName,
    version,
    refusal: refusal === null ? null : { from: refusal.from, alert: refusal.alert },
    clientCertificate,
    plainAnswer,
  };
}
