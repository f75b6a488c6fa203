import type { Connection, ConnectionSide } from '../../model/connection.ts';
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
    handshake: connection.handshake,
    protocol: connection.protocol,
    fromClient: sideJson(connection.fromClient),
    fromServer: sideJson(connection.fromServer),
    exchanges: connection.exchanges,
    issues: connection.issues.map(issueJson),
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
  };
}
