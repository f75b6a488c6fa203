// The body of a ClientHello in (RFC 8446, section 4.1.2), what it asks for out.
import { ByteCursor } from './byte-cursor.ts';
import { versionName } from './record.ts';

export interface ClientHello {
  /** Server name (RFC 6066, section 3); null where none is sent, as for an IP address. */
  readonly sni: string | null;
  /** Protocols offered, in order (RFC 7301). */
  readonly alpn: readonly string[];
  /** Versions offered, in order of preference; without GREASE. */
  readonly versions: readonly string[];
}

export const EXTENSION_SERVER_NAME = 0;
export const EXTENSION_ALPN = 16;
export const EXTENSION_SUPPORTED_VERSIONS = 43;

/** Null where the bytes are no ClientHello. */
export function readClientHello(body: Uint8Array): ClientHello | null {
  const hello = new ByteCursor(body);
  const legacyVersion = hello.number(2);
  hello.bytes(32); // random
  hello.vector(1); // session id
  hello.vector(2); // cipher suites
  hello.vector(1); // compression methods
  if (hello.failed) return null;
  let sni: string | null = null;
  let alpn: readonly string[] = [];
  let versions: readonly string[] = [versionName(legacyVersion)];
  // Extensions are optional up to TLS 1.2.
  const extensions = hello.left > 0 ? hello.vector(2) : new ByteCursor(new Uint8Array(0));
  while (extensions.left > 0) {
    const type = extensions.number(2);
    const data = extensions.vector(2);
    if (type === EXTENSION_SERVER_NAME) sni = readServerName(data);
    else if (type === EXTENSION_ALPN) alpn = readProtocolNames(data);
    else if (type === EXTENSION_SUPPORTED_VERSIONS) versions = readVersions(data);
  }
  return hello.failed || extensions.failed ? null : { sni, alpn, versions };
}

/** ALPN's list of protocol names, in either hello. */
export function readProtocolNames(data: ByteCursor): readonly string[] {
  const names = data.vector(2);
  const result: string[] = [];
  while (names.left > 0) result.push(printable(names.vector(1)));
  return result;
}

function readServerName(data: ByteCursor): string | null {
  const names = data.vector(2);
  const type = names.number(1);
  const name = printable(names.vector(2));
  return type === 0 && !names.failed ? name : null;
}

function readVersions(data: ByteCursor): readonly string[] {
  const list = data.vector(1);
  const versions: number[] = [];
  while (list.left > 1) versions.push(list.number(2));
  return versions.filter((version) => !isGrease(version)).map(versionName);
}

/** RFC 8701: values that stand for nothing, sent to keep servers tolerant. */
function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}

/** Names are ASCII; whatever else is in them must not reach a terminal. */
function printable(bytes: ByteCursor): string {
  const text = Buffer.from(bytes.bytes(bytes.left)).toString('latin1');
  return text.replace(/[^\x21-\x7e]/g, '?');
}
