import type { Connection } from '../../../model/connection.ts';
import { formatQuantity } from '../format-bytes.ts';
import {
  bytesCell,
  type CaptureRecords,
  countCell,
  millisecondsCell,
  type Report,
  report,
  textCell,
  timeCell,
} from '../report.ts';
import { safeText } from '../safe-text.ts';

const COLUMNS = [
  { title: '#' },
  { title: 'OPENED' },
  { title: 'CLIENT', most: 30 },
  { title: 'SERVER', most: 30, from: 100 },
  { title: 'SPOKE' },
  { title: 'CALLS' },
  { title: 'UP' },
  { title: 'DOWN' },
  { title: 'OPEN FOR', from: 90 },
  { title: 'SENT AGAIN', from: 120 },
  { title: 'ENDED' },
];

/** Every TCP connection, oldest first. */
export function connectionsReport({ connections, exchanges }: CaptureRecords): Report {
  const firstCall = new Map<number, number>();
  for (const { id, connection } of exchanges()) {
    if (!firstCall.has(connection)) firstCall.set(connection, id);
  }
  const all = Array.from(connections());
  const missed = all.filter(({ handshake }) => handshake === 'missed').length;
  const notes =
    all.length === 0
      ? ['No TCP connection was seen.']
      : missed === 0
        ? []
        : [`${formatQuantity(missed, 'connection')} began before the capture did.`];
  const rows = all.map((connection) => ({
    cells: [
      countCell(connection.id),
      timeCell(connection.openedAt),
      textCell(safeText(connection.client)),
      textCell(safeText(connection.server)),
      textCell(connection.protocol),
      countCell(connection.exchanges),
      bytesCell(connection.fromClient.bytes),
      bytesCell(connection.fromServer.bytes),
      millisecondsCell(
        connection.closedAt === null ? null : (connection.closedAt - connection.openedAt) / 1000,
      ),
      bytesCell(sentAgain(connection)),
      textCell(endWords(connection.closedBy), connection.closedBy === 'reset' ? 'strong' : 'dim'),
    ],
    opens: firstCall.get(connection.id) ?? null,
  }));
  return report(COLUMNS, rows, notes);
}

/** Bytes that came more than once, both ways. */
function sentAgain({ fromClient, fromServer }: Connection): number | null {
  const sum = fromClient.retransmittedBytes + fromServer.retransmittedBytes;
  return sum === 0 ? null : sum;
}

export function endWords(closedBy: Connection['closedBy']): string {
  switch (closedBy) {
    case null:
      return 'still open';
    case 'fin':
      return 'closed';
    case 'reset':
      return 'reset';
    case 'idle':
      return 'went quiet';
    case 'reused':
      return 'ports used again';
    case 'capture-end':
      return 'open at the end';
  }
}
