import type { HeaderList } from '../http/events.ts';
import { headerValue } from '../http/header-list.ts';
import { readBinaryMetadata } from './metadata.ts';

/** How a call ended: from its trailers, or from a head without content that is both. */
export interface CallStatus {
  /** 0 is well; see `statusName`. */
  readonly code: number;
  /** Percent-decoded; not safe to print. */
  readonly message: string;
  /** `grpc-status-details-bin`: a google.rpc.Status. Null where it was not sent. */
  readonly details: Uint8Array | null;
}

/** https://grpc.github.io/grpc/core/md_doc_statuscodes.html, by number. */
const names: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

export function statusName(code: number): string {
  return names[code] ?? `${code}`;
}

/** Null where there is none, `malformed` where it is no number. */
export function readCallStatus(fields: HeaderList): CallStatus | 'malformed' | null {
  const code = headerValue(fields, 'grpc-status');
  if (code === null) return null;
  if (!/^\d{1,4}$/.test(code)) return 'malformed';
  return {
    code: Number(code),
    message: decodeMessage(headerValue(fields, 'grpc-message') ?? ''),
    details: readBinaryMetadata(headerValue(fields, 'grpc-status-details-bin')),
  };
}

/** UTF-8, percent-encoded where it is not printable ASCII; what is no escape stays as it is. */
function decodeMessage(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
