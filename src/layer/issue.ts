import type { Timestamp } from './origin.ts';

/**
 * A deviation that was seen on the wire or in a capture, kept as a record beside what could be decoded.
 *
 * `code` is stable and names its layer (`tcp/overlap-differs`); each layer lists its codes in
 * `issue-codes.ts`. `message` is one sentence for a person, already safe to print: no control characters,
 * no secrets. The optional numbers are bytes.
 */
export interface Issue {
  readonly kind: 'issue';
  readonly code: string;
  readonly message: string;
  readonly at: Timestamp | null;
  /** Offset of the trouble in the file, stream or body that the layer reads. */
  readonly offset?: number;
  /** Bytes that a structure needed, and bytes that were there. */
  readonly required?: number;
  readonly actual?: number;
}

/** What a layer's `issue-codes.ts` holds: code to a one-line description for `docs/issues.md`. */
export type IssueCodes = Readonly<Record<string, string>>;
