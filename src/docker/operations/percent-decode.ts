const HEX_ESCAPE = /%([0-9a-f]{2})/gi;

/**
 * Percent-decoding as Go's `url.PathUnescape`, or with `plusIsSpace` its `url.QueryUnescape`: UTF-8 with
 * replacement characters for what is not. An escape that is no escape stays as it is. `text` is bytes as
 * latin1, as heads hold them.
 */
export function percentDecode(text: string, plusIsSpace = false): string {
  const spaced = plusIsSpace && text.includes('+') ? text.replaceAll('+', ' ') : text;
  const plain = spaced.includes('%')
    ? spaced.replace(HEX_ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : spaced;
  return isAscii(plain) ? plain : Buffer.from(plain, 'latin1').toString('utf8');
}

/** True where every `%` begins an escape; Go refuses a request where one does not. */
export function escapesAreWhole(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}

function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text);
}
