/** What a client sends before its first frame (RFC 9113, section 3.4). */
export const PREFACE: Uint8Array = new Uint8Array(Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1'));

/** Null while more bytes are needed to tell. */
export function beginsWithPreface(bytes: Uint8Array): boolean | null {
  const length = Math.min(bytes.length, PREFACE.length);
  for (let index = 0; index < length; index += 1) {
    if (bytes[index] !== PREFACE[index]) return false;
  }
  return length === PREFACE.length ? true : null;
}
