import type { Capture, CaptureSummary } from '../../model/capture.ts';
import type { Connection, ConnectionProtocol } from '../../model/connection.ts';
import type { Diagnosis } from '../../model/finding.ts';
import { formatBytes, formatCount, formatQuantity } from '../view-model/format-bytes.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import { safeText } from '../view-model/safe-text.ts';

/** What the report was made from, and what could not be read of it. Texts are safe to print. */
export interface CapturePart {
  /** Name and value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Sentences about what is missing. */
  readonly warnings: readonly string[];
  /** Connections on which nothing could be read. */
  readonly unread: readonly UnreadConnection[];
  readonly moreUnread: number;
  /** Rules that could not be judged. */
  readonly judged: number;
  readonly notJudged: readonly string[];
}

export interface UnreadConnection {
  readonly id: number;
  readonly client: string;
  readonly server: string;
  /** `TLS`, `a raw stream`. */
  readonly spoke: string;
  readonly up: number;
  readonly down: number;
  readonly ended: string;
}

export interface CaptureRecords {
  /** As the user named it; `-` for standard input. */
  readonly file: string;
  readonly capture: Capture | null;
  readonly summary: CaptureSummary | null;
  readonly connections: readonly Connection[];
  readonly diagnosis: Diagnosis;
}

const MOST_UNREAD = 25;
const MOST_ISSUES = 20;

export function capturePart(records: CaptureRecords): CapturePart {
  const { capture, summary, connections, diagnosis } = records;
  const unread = connections.filter(({ exchanges }) => exchanges === 0);
  return {
    facts: [
      ['capture', records.file === '-' ? 'standard input' : safeText(records.file)],
      ...(capture === null ? [] : captureFacts(capture)),
      ...(summary === null ? [] : summaryFacts(summary)),
      ['connections', connectionWords(connections)],
    ],
    warnings: summary === null ? [] : summaryWarnings(summary),
    unread: unread.slice(0, MOST_UNREAD).map(unreadConnection),
    moreUnread: Math.max(0, unread.length - MOST_UNREAD),
    judged: diagnosis.judged,
    notJudged: diagnosis.notJudged,
  };
}

function captureFacts({ format, application }: Capture): CapturePart['facts'] {
  const by = application === null ? [] : [['recorded by', safeText(application.slice(0, 200))] as const];
  return [['format', safeText(format)], ...by];
}

function summaryFacts({ packets, bytes, start, end }: CaptureSummary): CapturePart['facts'] {
  const over = start === null || end === null ? '' : ` over ${formatDuration((end - start) / 1000)}`;
  return [['packets', `${formatCount(packets)}, ${formatBytes(bytes)}${over}`]];
}

const PROTOCOLS: Readonly<Record<ConnectionProtocol, string>> = {
  'http/1': 'HTTP/1.1',
  'http/2': 'HTTP/2',
  tls: 'TLS',
  raw: 'a raw stream',
  websocket: 'a websocket',
  unknown: 'unknown',
};

function connectionWords(connections: readonly Connection[]): string {
  const counts = new Map<string, number>();
  for (const { protocol } of connections) {
    counts.set(PROTOCOLS[protocol], (counts.get(PROTOCOLS[protocol]) ?? 0) + 1);
  }
  const each = Array.from(counts, ([words, count]) => `${formatCount(count)} ${words}`);
  return each.length === 0 ? 'none' : each.join(', ');
}

function summaryWarnings(summary: CaptureSummary): readonly string[] {
  const warnings: string[] = [];
  if (summary.gaps > 0) {
    const missing = formatBytes(summary.missingBytes);
    warnings.push(`${missing} are missing in the capture, in ${formatQuantity(summary.gaps, 'place')}.`);
  }
  if (summary.drops !== null && summary.drops > 0) {
    warnings.push(`The capturing program lost ${formatQuantity(summary.drops, 'packet')}.`);
  }
  for (const [linkType, count] of Object.entries(summary.unknownLinkTypes)) {
    warnings.push(`${formatQuantity(count, 'packet')} of link type ${safeText(linkType)} are not decoded.`);
  }
  const issues = Object.entries(summary.issues).slice(0, MOST_ISSUES);
  if (issues.length > 0) {
    const codes = issues.map(([code, count]) => (count === 1 ? code : `${code} (${formatCount(count)})`));
    warnings.push(`Deviations that were seen: ${safeText(codes.join(', '))}.`);
  }
  return warnings;
}

const ENDINGS: Readonly<Record<NonNullable<Connection['closedBy']>, string>> = {
  fin: 'closed',
  reset: 'reset',
  idle: 'went silent',
  reused: 'went silent',
  'capture-end': 'open at the end',
};

function unreadConnection(connection: Connection): UnreadConnection {
  const { id, client, server, protocol, fromClient, fromServer, closedBy } = connection;
  return {
    id,
    client: safeText(client),
    server: safeText(server),
    spoke: PROTOCOLS[protocol],
    up: fromClient.bytes,
    down: fromServer.bytes,
    ended: closedBy === null ? 'open at the end' : ENDINGS[closedBy],
  };
}
