import type { IssueCodes } from '../layer/issue.ts';

export const http1IssueCodes = {
  'http1/joined-late': 'The capture begins inside a message; what came before the next head was skipped.',
  'http1/not-http': 'Bytes between messages are not HTTP/1; they were skipped up to the next head.',
  'http1/skipped': 'After lost bytes, what came before the next readable head was skipped.',
  'http1/lost-between-messages':
    'Bytes are missing where a message should begin; whole messages may be lost.',
  'http1/leading-empty-line': "Empty lines before a start line; Go's server answers that with 400.",
  'http1/head-cut': 'A head broke off; the fields before the break are shown.',
  'http1/head-too-large': 'A head is larger than the bound; the fields within it are shown.',
  'http1/head-unreadable': 'A head could not be read.',
  'http1/malformed-header': 'A line of a head is not a header field; it was left out.',
  'http1/conflicting-length': 'Content-Length is not one valid number (RFC 9112, section 6.3).',
  'http1/length-and-chunked': 'Both Transfer-Encoding and Content-Length; the former counts.',
  'http1/unknown-transfer-coding': 'The last transfer coding is not chunked.',
  'http1/transfer-encoding-in-1.0': 'Transfer-Encoding in an HTTP/1.0 message, which older peers ignore.',
  'http1/bad-chunk': 'The chunked coding is broken; reading goes on at the next chunk or head.',
  'http1/held-limit': 'More bytes than the bound wait for a response that decides on a hijack.',
  'http1/switch-assumed': 'No response was captured that decides on the hijack; the bytes say it happened.',
  'http1/pairing-lost': 'Responses to pipelined requests are missing; the others cannot be told apart.',
  'http1/unanswered-limit': 'More requests than the bound have no response yet; the oldest was given up.',
} as const satisfies IssueCodes;

export type Http1IssueCode = keyof typeof http1IssueCodes;
