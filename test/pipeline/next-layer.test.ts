import { expect, test } from 'vitest';
import type { Issue } from '../../src/layer/issue.ts';
import { nextLayer } from '../../src/pipeline/next-layer.ts';
import type { Seat } from '../../src/pipeline/seat.ts';

function choose(
  fromA: string,
  fromB: string,
  { joinedLate = false, certain = false }: { joinedLate?: boolean; certain?: boolean } = {},
): string {
  const issues: Issue[] = [];
  const seat = { issue: (issue: Issue) => issues.push(issue) } as unknown as Seat;
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
  const chosen = nextLayer({
    first: { 'a-to-b': bytes(fromA), 'b-to-a': bytes(fromB) },
    likelyClient: 'a-to-b',
    joinedLate,
    certain,
    at: 0,
    seat,
  });
  return chosen === null ? 'wait' : chosen.protocol;
}

test.each<[string, string, string, Parameters<typeof choose>[2], string]>([
  ['a request', 'GET /_ping HTTP/1.1\r\n', '', {}, 'http/1'],
  ['half a method', 'GE', '', {}, 'wait'],
  ['half a method, and no more will come', 'GE', '', { certain: true }, 'unknown'],
  ['a response alone', '', 'HTTP/1.1 200 OK\r\n', {}, 'http/1'],
  ['a ClientHello', '\x16\x03\x01\x00\x05', '', {}, 'tls'],
  ['a ClientHello answered in clear', '\x16\x03\x01\x00\x05', 'HTTP/1.1 400 Bad Request', {}, 'tls'],
  ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '', {}, 'http/2'],
  ['noise', '\x00\x01\x02\x03', '', {}, 'unknown'],
  ['a body, joined late', 'some file content', '', { joinedLate: true }, 'wait'],
  ['a body, and no more will come', 'some file content', '', { joinedLate: true, certain: true }, 'http/1'],
  [
    'window updates for content that is joined late',
    'some file content',
    '\0\0\x04\x08\0\0\0\0\0\0\0\x40\0\0\0\x04\x08\0\0\0\0\x07\0\0\x40\0',
    { joinedLate: true },
    'http/2',
  ],
  ['a preface of the side that answered before', '', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', {}, 'http/2'],
  ['a TLS record of data, joined late', '\x17\x03\x03\x00\x20aaaa', '', { joinedLate: true }, 'tls'],
])('%s', (_, fromA, fromB, options, expected) => {
  expect(choose(fromA, fromB, options)).toBe(expected);
});
