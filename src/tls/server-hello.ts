// The body of a ServerHello in (RFC 8446, section 4.1.3), what was agreed on out.
import { ByteCursor } from './byte-cursor.ts';
import { EXTENSION_ALPN, EXTENSION_SUPPORTED_VERSIONS, readProtocolNames } from './client-hello.ts';
import { versionName } from './record.ts';

export interface ServerHello {
  readonly version: string;
  /** Number of the cipher suite in IANA's registry. */
  readonly cipherSuite: number;
  /** Protocol chosen; null where none was, and always in TLS 1.3, where it is encrypted. */
  readonly alpn: string | null;
}

/** Null where the bytes are no ServerHello. */
export function readServerHello(body: Uint8Array): ServerHello | null {
  const hello = new ByteCursor(body);
  let version = hello.number(2);
  hello.bytes(32); // random
  hello.vector(1); // session id
  const cipherSuite = hello.number(2);
  hello.number(1); // compression method
  if (hello.failed) return null;
  let alpn: string | null = null;
  const extensions = hello.left > 0 ? hello.vector(2) : new ByteCursor(new Uint8Array(0));
  while (extensions.left > 0) {
    const type = extensions.number(2);
    const data = extensions.vector(2);
    if (type === EXTENSION_SUPPORTED_VERSIONS) version = data.number(2);
    else if (type === EXTENSION_ALPN) alpn = readProtocolNames(data)[0] ?? null;
  }
  if (hello.failed || extensions.failed) return null;
  return { version: versionName(version), cipherSuite, alpn };
}
