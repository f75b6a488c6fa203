import type { IssueCodes } from '../layer/issue.ts';

export const pipelineIssueCodes = {
  'pipeline/unknown-protocol': 'A connection speaks neither HTTP nor TLS; it is named, not guessed at.',
  'pipeline/not-http2': 'A connection was handed over to HTTP/2, and the answer is something else.',
  'pipeline/tls': 'A connection is encrypted: who was asked for is known, what was said is not.',
  'pipeline/tls-alert': 'A side of an encrypted connection gave up, and said why.',
  'pipeline/tls-to-plain-port': 'A client spoke TLS to a daemon that answered in plain HTTP.',
} as const satisfies IssueCodes;

export type PipelineIssueCode = keyof typeof pipelineIssueCodes;
