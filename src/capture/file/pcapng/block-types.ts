/** Numbers of draft-ietf-opsawg-pcapng, sections 4 and 8.1 (block types) and section 3.5 and 4 (options). */
export const SECTION_HEADER = 0x0a0d0d0a;
export const INTERFACE_DESCRIPTION = 1;
export const OBSOLETE_PACKET = 2;
export const SIMPLE_PACKET = 3;
export const NAME_RESOLUTION = 4;
export const INTERFACE_STATISTICS = 5;
export const ENHANCED_PACKET = 6;
export const DECRYPTION_SECRETS = 10;

/** In a section header, written in the section's own byte order. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Secrets type of a TLS key log in NSS format. */
export const SECRETS_TLS_KEY_LOG = 0x544c534b;

export const option = {
  end: 0,
  comment: 1,
  section: { hardware: 2, os: 3, application: 4 },
  interface: { name: 2, description: 3, timeResolution: 9, filter: 11, os: 12, timeOffset: 14 },
  packet: { flags: 2 },
  statistics: { received: 4, droppedByInterface: 5, accepted: 6, droppedByOs: 7 },
} as const;

/** Every block and option value is padded to a multiple of 4 bytes. */
export function padded(length: number): number {
  return (length + 3) & ~3;
}
