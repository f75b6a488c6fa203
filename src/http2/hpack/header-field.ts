/** One field as it was coded; name and value are bytes as latin1. */
export type HeaderField = readonly [name: string, value: string];

/**
 * Stands for a name or a value that the block took from a part of the table that was never captured. No
 * field can have it as its name (RFC 9110, section 5.1).
 */
export const UNKNOWN = '(unknown)';
