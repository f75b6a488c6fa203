import type { IssueCodes } from '../layer/issue.ts';

export const http2IssueCodes = {
  'http2/bad-preface': 'A side begins like the preface of HTTP/2, and goes on otherwise.',
  'http2/bad-frame': 'A frame breaks the rules of its type; reading goes on at the next one.',
  'http2/frame-too-large': 'A frame that must be read whole is larger than the bound; it was passed over.',
  'http2/frame-cut': 'A side ended inside a frame.',
  'http2/skipped': 'After lost bytes, what came before the next readable frame was skipped.',
  'http2/headers-unknown': 'Header fields refer to a table that was not captured; they are shown as unknown.',
  'http2/headers-broken': 'A header block cannot be decoded; the fields before the break are shown.',
  'http2/headers-too-large': 'A header block is larger than the bound; the fields within it are shown.',
  'http2/continuation-flood': 'A header block in more pieces than the bound; it was given up.',
  'http2/block-interrupted': 'Another frame came inside a header block.',
  'http2/malformed-head': 'A head lacks what every request or response has.',
  'http2/unknown-stream': 'A frame is about a stream that nobody has opened.',
  'http2/stream-limit': 'More streams than the bound are open; the oldest was given up.',
  'http2/reset': 'A side gave up a stream, and said why.',
  'http2/goaway': 'A side closes the connection for an error, and said why.',
  'http2/push-promise': 'A server promises an answer that nobody asked for; it is not shown.',
} as const satisfies IssueCodes;

export type Http2IssueCode = keyof typeof http2IssueCodes;
