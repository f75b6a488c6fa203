import type { Connection } from '../../../model/connection.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { clientWords, titleWords } from '../exchange-row.ts';
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
  { title: 'CLIENT', most: 46 },
  { title: 'SERVER', most: 46, from: 100 },
  { title: 'PROGRAM', most: 30, from: 130 },
  { title: 'SPOKE' },
  { title: 'TLS', most: 40, from: 130 },
  { title: 'CALLS' },
  { title: 'UP' },
  { title: 'DOWN' },
  { title: 'OPEN FOR', from: 90 },
  { title: 'SENT AGAIN', from: 120 },
  { title: 'MISSING', from: 130 },
  { title: 'ENDED' },
  { title: 'ENDED BY', from: 140 },
  { title: 'ASKED FOR', most: 50, from: 160 },
];

/** Every TCP connection, oldest first. */
export function connectionsReport({ connections, exchanges }: CaptureRecords): Report {
  const firstCall = new Map<number, Exchange>();
  for (const exchange of exchanges()) {
    // A ping comes before nearly everything, and says nothing of it.
    const known = firstCall.get(exchange.connection);
    if (known === undefined || isPing(known)) firstCall.set(exchange.connection, exchange);
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
      textCell(clientOf(firstCall.get(connection.id)), 'dim'),
      textCell(connection.protocol),
      textCell(tlsWords(connection)),
      countCell(connection.exchanges),
      bytesCell(connection.fromClient.bytes),
      bytesCell(connection.fromServer.bytes),
      millisecondsCell(
        connection.closedAt === null ? null : (connection.closedAt - connection.openedAt) / 1000,
      ),
      bytesCell(sentAgain(connection)),
      bytesCell(missing(connection)),
      textCell(endWords(connection.closedBy), connection.closedBy === 'reset' ? 'strong' : 'dim'),
      textCell(connection.endedFirst?.side ?? '', 'dim'),
      textCell(askedFor(firstCall.get(connection.id))),
    ],
    opens: firstCall.get(connection.id)?.id ?? null,
  }));
  return report(COLUMNS, rows, notes);
}

function isPing({ operation }: Exchange): boolean {
  return operation === 'SystemPing' || operation === 'SystemPingHead';
}

function clientOf(call: Exchange | undefined): string {
  return call === undefined || call.docker.client === null ? '' : clientWords(call.docker.client);
}

function askedFor(call: Exchange | undefined): string {
  return call === undefined ? '' : titleWords(call);
}

/** Bytes that came more than once, both ways. */
function sentAgain({ fromClient, fromServer }: Connection): number | null {
  const sum = fromClient.retransmittedBytes + fromServer.retransmittedBytes;
  return sum === 0 ? null : sum;
}

/** Bytes that are not in the capture, both ways. */
function missing({ fromClient, fromServer }: Connection): number | null {
  const sum = fromClient.missingBytes + fromServer.missingBytes;
  return sum === 0 ? null : sum;
}

/** `1.3 docker, refused by the client`; empty where nothing was encrypted. */
function tlsWords({ tls }: Connection): string {
  if (tls === null) return '';
  const words = [tls.version, tls.serverName].filter((word) => word !== null).join(' ');
  const refused = tls.refusal === null ? '' : `refused by the ${tls.refusal.from}`;
  return safeText([words, refused].filter((word) => word !== '').join(', '));
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
