import type { Timestamp } from '../../layer/origin.ts';

/** Bytes of each side that are shown; what is more is saved to a file. */
export const MAX_RAW_BYTES = 192 * 1024;

/** An exchange as it was on the wire, both sides in the order they came. */
export interface Raw {
  readonly pieces: readonly RawPiece[];
  /** Bytes of each side that came behind those that are shown. */
  readonly left: { readonly client: number; readonly server: number };
}

export type RawPiece =
  | {
      readonly kind: 'bytes';
      readonly from: 'client' | 'server';
      readonly at: Timestamp;
      readonly bytes: Uint8Array;
      /** What stands there until secrets are to be shown: nothing where no part can be; null for `bytes`. */
      readonly masked: Uint8Array | null;
    }
  /** Bytes that are missing; 0 where nobody knows how many. */
  | {
      readonly kind: 'gap';
      readonly from: 'client' | 'server';
      readonly at: Timestamp;
      readonly missing: number;
    };
