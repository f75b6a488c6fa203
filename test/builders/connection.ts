import type { Connection, ConnectionSide } from '../../src/model/connection.ts';
import { AT } from './exchange.ts';

const side: ConnectionSide = {
  packets: 5,
  bytes: 400,
  retransmittedBytes: 0,
  outOfOrderPackets: 0,
  missingBytes: 0,
};

export function connection(fields: Partial<Connection> = {}): Connection {
  return {
    id: 1,
    client: '172.17.0.1:41234',
    server: '172.17.0.2:2375',
    openedAt: AT - 500,
    closedAt: AT + 9000,
    closedBy: 'fin',
    handshake: 'seen',
    protocol: 'http/1',
    fromClient: side,
    fromServer: side,
    exchanges: 1,
    issues: [],
    ...fields,
  };
}
