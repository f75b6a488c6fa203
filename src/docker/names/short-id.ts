/** Characters of an id that Docker shows to people. */
export const SHORT_ID_LENGTH = 12;

/** A full id (64 hex digits, maybe after `sha256:`) as Docker shows it to people; anything else as it is. */
export function shortId(text: string): string {
  const hex = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text)?.[1];
  return hex === undefined ? text : hex.slice(0, SHORT_ID_LENGTH);
}

/** Hex digits of what may be an id or the beginning of one, lower case; null for what is no id. */
export function idDigits(text: string): string | null {
  return /^(?:sha256:)?([0-9a-f]{2,64})$/i.exec(text)?.[1]?.toLowerCase() ?? null;
}
