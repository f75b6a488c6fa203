import { type FirstBytesName, nameProtocol } from '../http/first-bytes.ts';
import { holdsFrames } from '../http2/frame-search.ts';
import { type Direction, opposite, type Timestamp } from '../layer/origin.ts';
import { beginsTlsRecord } from '../tls/record.ts';
import { type Conversation, opaque } from './conversation.ts';
import { HttpConversation } from './http-conversation.ts';
import { Http2Conversation } from './http2-conversation.ts';
import type { PipelineIssueCode } from './issue-codes.ts';
import type { Seat } from './seat.ts';
import { TlsConversation } from './tls-conversation.ts';

/** What is known of a connection when its first bytes have come. */
export interface FirstBytes {
  readonly first: Readonly<Record<Direction, Uint8Array>>;
  readonly likelyClient: Direction;
  /** True where these need not be the first bytes that were sent: joined in the middle, or some were lost. */
  readonly joinedLate: boolean;
  /** No more bytes will be waited for. */
  readonly certain: boolean;
  readonly at: Timestamp;
  readonly seat: Seat;
}

/** The one place that decides what is spoken on a connection; null while more bytes are needed. */
export function nextLayer({
  first,
  likelyClient,
  joinedLate,
  certain,
  at,
  seat,
}: FirstBytes): Conversation | null {
  const names = { 'a-to-b': nameProtocol(first['a-to-b']), 'b-to-a': nameProtocol(first['b-to-a']) };
  const saying = (name: FirstBytesName): Direction | null =>
    names['a-to-b'] === name ? 'a-to-b' : names['b-to-a'] === name ? 'b-to-a' : null;

  // 1. A ClientHello comes before anything else. On a port that is plain the answer is HTTP, and still the
  //    connection is one that failed to speak TLS.
  if (saying('tls') !== null) return new TlsConversation(seat);

  // 2. HTTP/2 with prior knowledge, or by ALPN inside of TLS: dockerd from 29.2 on, on the same port as
  //    HTTP/1. Whoever sends the preface is the client, unless what came before is missing: on a session
  //    the daemon sends it.
  const opening = saying('http/2-preface');
  if (opening !== null) {
    const client = joinedLate ? likelyClient : opening;
    return new Http2Conversation({ client, asking: opening, joinedLate, carrier: null }, seat);
  }

  // 3. Whoever sends a request is the client, and whoever answers is not.
  const asking = saying('http/1-request');
  if (asking !== null) return new HttpConversation(asking, joinedLate, seat);
  const answering = saying('http/1-response');
  if (answering !== null) return new HttpConversation(opposite(answering), joinedLate, seat);

  const waiting = (direction: Direction): boolean =>
    names[direction] === 'need-more' && first[direction].length > 0;
  if (!certain && (waiting('a-to-b') || waiting('b-to-a'))) return null;

  // 4. In the middle of a connection the next bytes may be of a body. TLS shows by its records and HTTP/2 by
  //    frames behind each other, on whichever side has small ones; HTTP/1 finds its next head by itself.
  if (joinedLate) {
    const isTls = (direction: Direction): boolean => beginsTlsRecord(first[direction]) === true;
    if (isTls('a-to-b') || isTls('b-to-a')) return new TlsConversation(seat);
    if (holdsFrames(first['a-to-b']) || holdsFrames(first['b-to-a'])) {
      const place = { client: likelyClient, asking: likelyClient, joinedLate, carrier: null };
      return new Http2Conversation(place, seat);
    }
    if (!certain) return null;
    return new HttpConversation(likelyClient, joinedLate, seat);
  }

  named(seat, 'pipeline/unknown-protocol', 'neither HTTP nor TLS is spoken on this connection', at);
  return opaque('unknown');
}

function named(seat: Seat, code: PipelineIssueCode, message: string, at: Timestamp): void {
  seat.issue({ kind: 'issue', code, message, at });
}
