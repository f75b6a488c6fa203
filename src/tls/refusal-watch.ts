import type { Direction } from '../layer/origin.ts';

/**
 * An encrypted alert of TLS 1.3: two bytes of alert, the content type behind them, and a tag of 16 (RFC 8446,
 * sections 5.2 and 6). A handshake message has four bytes at least before those (section 4).
 */
const ENCRYPTED_ALERT_BYTES = 19;

/** A Certificate message without a certificate: 8 bytes, and 17 as above; no other message has that length. */
const EMPTY_CERTIFICATE_BYTES = 25;
/** The longest Finished, with SHA-384: 52 bytes, and 17. A certificate is longer by far. */
const FINISHED_BYTES = 69;

/**
 * Lengths of the encrypted records of both directions in; whether one of them gives up the handshake out. A
 * client that does not trust the server answers its flight with nothing but an alert; a server that does not
 * trust the client answers the end of the handshake so. The alert at the end of a connection that went well
 * comes behind other records of its side.
 */
export class RefusalWatch {
  #client: Direction | null = null;
  #clientRecords = 0;
  #serverAnswered = false;
  #over = false;

  /**
   * Whether the client showed a certificate: true or false where its first encrypted record tells, in TLS 1.3;
   * null before, and where it was not asked for one.
   */
  certificate: boolean | null = null;

  hello(client: Direction): void {
    this.#client ??= client;
  }

  encrypted(direction: Direction, payload: number): boolean {
    if (this.#client === null || this.#over) return false;
    const isAlert = payload === ENCRYPTED_ALERT_BYTES;
    if (direction === this.#client) {
      this.#clientRecords += 1;
      if (this.#clientRecords === 1) this.certificate = certificateIn(payload);
      // A client that leaves by itself is answered by an alert, which refuses nothing.
      this.#over = isAlert;
      return isAlert && this.#clientRecords === 1;
    }
    if (this.#clientRecords === 0 || this.#serverAnswered) return false;
    this.#serverAnswered = true;
    this.#over = true;
    return isAlert;
  }
}

function certificateIn(payload: number): boolean | null {
  if (payload === EMPTY_CERTIFICATE_BYTES) return false;
  return payload > FINISHED_BYTES ? true : null;
}
