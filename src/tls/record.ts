// TLS records: RFC 8446, section 5.1.

export const RECORD_HEADER_BYTES = 5;

/** 2^14 bytes and what encryption may add: 256 in TLS 1.3, 2048 before it (RFC 5246, section 6.2.3). */
export const MAX_RECORD_PAYLOAD = 16384 + 2048;

export const CONTENT_TYPES = {
  20: 'change-cipher-spec',
  21: 'alert',
  22: 'handshake',
  23: 'application-data',
  24: 'heartbeat',
} as const;

export type ContentType = (typeof CONTENT_TYPES)[keyof typeof CONTENT_TYPES];

/** Content type by the first byte of a record; null where no record begins. */
export function contentType(byte: number): ContentType | null {
  return (CONTENT_TYPES as Readonly<Record<number, ContentType>>)[byte] ?? null;
}

/**
 * Whether a TLS record begins with these bytes: null while there are too few to tell. No text does: its
 * bytes are larger than any content type but line ends.
 */
export function beginsTlsRecord(bytes: Uint8Array): boolean | null {
  if (bytes.length === 0) return null;
  if (contentType(bytes[0]!) === null) return false;
  if (bytes.length > 1 && bytes[1] !== 3) return false;
  if (bytes.length > 2 && bytes[2]! > 4) return false;
  if (bytes.length < RECORD_HEADER_BYTES) return null;
  return recordPayload(bytes) <= MAX_RECORD_PAYLOAD;
}

/** Payload bytes of the record whose header these bytes begin with. */
export function recordPayload(header: Uint8Array): number {
  return (header[3]! << 8) | header[4]!;
}

/** `1.0` to `1.3`, SSL 3.0 as `ssl-3.0`; another number in hexadecimal (GREASE among them, RFC 8701). */
export function versionName(version: number): string {
  if (version === 0x0300) return 'ssl-3.0';
  if (version >= 0x0301 && version <= 0x0304) return `1.${version - 0x0301}`;
  return `0x${version.toString(16).padStart(4, '0')}`;
}
