import { once } from 'node:events';
import { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { joined, latin1Bytes } from './http1-messages.ts';

export interface SentBytes {
  readonly from: 'client' | 'server';
  readonly bytes: Uint8Array;
}

/** Two ends of a wire, of which all that is sent is noted. */
function wire(): { readonly ends: readonly [Duplex, Duplex]; readonly sent: SentBytes[] } {
  const sent: SentBytes[] = [];
  const end = (from: SentBytes['from'], other: () => Duplex): Duplex =>
    new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        sent.push({ from, bytes: new Uint8Array(chunk) });
        other().push(chunk);
        done();
      },
      final(done) {
        other().push(null);
        done();
      },
    });
  const client: Duplex = end('client', () => server);
  const server: Duplex = end('server', () => client);
  return { ends: [client, server], sent };
}

/**
 * What Node's own TLS 1.2 sends when a client asks for `docker` with ALPN `h2, http/1.1`, and 22 bytes are
 * echoed. A pre-shared key spares the certificate.
 */
export async function realHandshake(serverProtocols: readonly string[]): Promise<readonly SentBytes[]> {
  const { ends, sent } = wire();
  const psk = Buffer.alloc(16, 7);
  const shared = { ciphers: 'PSK-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' } as const;
  const server = new tls.TLSSocket(ends[1], {
    ...shared,
    isServer: true,
    ALPNProtocols: [...serverProtocols],
    pskCallback: () => psk,
  } as tls.TLSSocketOptions);
  const client = tls.connect({
    ...shared,
    socket: ends[0],
    servername: 'docker',
    ALPNProtocols: ['h2', 'http/1.1'],
    pskCallback: () => ({ psk, identity: 'test' }),
    checkServerIdentity: () => undefined,
  });
  server.on('error', () => {});
  client.on('error', () => {});
  server.on('data', (data) => server.write(data));
  client.write('x'.repeat(22));
  await Promise.race([once(client, 'data'), once(client, 'close'), once(server, 'error')]);
  client.destroy();
  server.destroy();
  return sent;
}

/** A record of version 1.2 (RFC 8446, section 5.1). */
export function record(type: number, payload: Uint8Array): Uint8Array {
  return joined(Uint8Array.of(type, 3, 3, payload.length >> 8, payload.length & 0xff), payload);
}

export function handshake(type: number, body: Uint8Array): Uint8Array {
  return joined(Uint8Array.of(type, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff), body);
}

/** A vector with its length before it, in `size` bytes. */
export function vector(size: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = joined(...parts);
  const length = Uint8Array.from(
    { length: size },
    (_, index) => (body.length >> (8 * (size - 1 - index))) & 0xff,
  );
  return joined(length, body);
}

export function extension(type: number, data: Uint8Array): Uint8Array {
  return joined(Uint8Array.of(type >> 8, type & 0xff), vector(2, data));
}

/** A ServerHello of TLS 1.3: the version stands in an extension (RFC 8446, section 4.2.1). */
export function serverHello13(): Uint8Array {
  const versions = extension(43, Uint8Array.of(3, 4));
  return joined(
    Uint8Array.of(3, 3),
    new Uint8Array(32).fill(0x5a),
    vector(1, new Uint8Array(32)),
    Uint8Array.of(0x13, 0x01, 0),
    vector(2, versions),
  );
}

/** A ClientHello with GREASE in its versions. */
export function clientHello13(name: string): Uint8Array {
  const serverName = extension(0, vector(2, Uint8Array.of(0), vector(2, latin1Bytes(name))));
  const versions = extension(43, vector(1, Uint8Array.of(0x1a, 0x1a, 3, 4, 3, 3)));
  const alpn = extension(16, vector(2, vector(1, latin1Bytes('http/1.1'))));
  return joined(
    Uint8Array.of(3, 3),
    new Uint8Array(32),
    vector(1),
    vector(2, Uint8Array.of(0x13, 0x01)),
    vector(1, Uint8Array.of(0)),
    vector(2, serverName, versions, alpn),
  );
}
