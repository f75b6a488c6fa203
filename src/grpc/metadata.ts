/** Fields with this ending hold bytes, as base64 with or without padding (gRPC over HTTP2, "Custom-Metadata"). */
export const BINARY_SUFFIX = '-bin';

/** The bytes of a `-bin` field's value; null without one. */
export function readBinaryMetadata(value: string | null): Uint8Array | null {
  return value === null ? null : new Uint8Array(Buffer.from(value, 'base64'));
}
