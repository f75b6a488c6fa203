import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TlsEvent } from '../../src/tls/tls-event.ts';
import { TlsLayer } from '../../src/tls/tls-layer.ts';
import { head, joined, latin1Bytes } from '../builders/http1-messages.ts';
import { clientHello13, handshake, realHandshake, record, serverHello13 } from '../builders/tls-handshake.ts';
import { everySplit } from '../every-split.ts';

const CLIENT = { direction: 'a-to-b', at: 1 } as const;
const SERVER = { direction: 'b-to-a', at: 2 } as const;

function readClient(pieces: readonly Uint8Array[]): readonly TlsEvent[] {
  const layer = new TlsLayer();
  const events = pieces.flatMap((piece) => layer.push(piece, CLIENT));
  return joinNotTls([...events, ...layer.end(CLIENT)]);
}

function joinNotTls(events: readonly TlsEvent[]): readonly TlsEvent[] {
  const result: TlsEvent[] = [];
  for (const event of events) {
    const last = result.at(-1);
    if (last?.kind === 'not-tls' && event.kind === 'not-tls') {
      result[result.length - 1] = { ...last, bytes: joined(last.bytes, event.bytes) };
    } else result.push(event);
  }
  return result;
}

describe('TlsLayer', () => {
  it.each([
    { name: 'a protocol both know', server: ['http/1.1'], alpn: 'http/1.1' },
    { name: 'no protocol of the server', server: [], alpn: null },
  ])("reads a handshake of Node's own: $name", async ({ server, alpn }) => {
    const sent = await realHandshake(server);
    const layer = new TlsLayer();
    const events = [
      ...sent.flatMap(({ from, bytes }) => layer.push(bytes, from === 'client' ? CLIENT : SERVER)),
      ...layer.end(CLIENT),
      ...layer.end(SERVER),
    ];
    expect(events).toMatchObject([
      {
        kind: 'client-hello',
        direction: 'a-to-b',
        sni: 'docker',
        alpn: ['h2', 'http/1.1'],
        versions: ['1.2'],
      },
      // TLS_PSK_WITH_AES_128_GCM_SHA256 is 0x00A8 in IANA's registry.
      { kind: 'server-hello', direction: 'b-to-a', version: '1.2', cipherSuite: 0xa8, alpn },
      // AES-GCM of TLS 1.2 adds 8 bytes of nonce and 16 of tag to the 22 (RFC 5288, section 3).
      { kind: 'application-data', direction: 'a-to-b', records: 1, bytes: 46 },
      { kind: 'application-data', direction: 'b-to-a', records: 1, bytes: 46 },
    ]);
  });

  it.each<{ name: string; bytes: Uint8Array; expected: readonly object[] }>([
    {
      name: 'a ClientHello of TLS 1.3 with GREASE',
      bytes: record(22, handshake(1, clientHello13('docker'))),
      expected: [{ kind: 'client-hello', sni: 'docker', alpn: ['http/1.1'], versions: ['1.3', '1.2'] }],
    },
    {
      name: 'a hello in two records',
      bytes: joined(
        record(22, handshake(1, clientHello13('docker')).slice(0, 30)),
        record(22, handshake(1, clientHello13('docker')).slice(30)),
      ),
      expected: [{ kind: 'client-hello', sni: 'docker' }],
    },
    {
      name: 'a ServerHello of TLS 1.3, with encrypted records behind it',
      bytes: joined(
        record(22, handshake(2, serverHello13())),
        record(20, Uint8Array.of(1)),
        record(23, new Uint8Array(40)),
      ),
      expected: [
        { kind: 'server-hello', version: '1.3', cipherSuite: 0x1301, alpn: null },
        { kind: 'application-data', records: 1, bytes: 40 },
      ],
    },
    {
      name: 'an alert in clear, and one that is encrypted',
      bytes: joined(record(21, Uint8Array.of(2, 48)), record(21, new Uint8Array(26))),
      expected: [{ kind: 'alert', level: 'fatal', description: 'unknown-ca' }],
    },
    {
      name: 'an alert of an unknown number',
      bytes: record(21, Uint8Array.of(1, 200)),
      expected: [{ kind: 'alert', level: 'warning', description: 'alert-200' }],
    },
    {
      name: 'an answer in clear',
      bytes: latin1Bytes(head('HTTP/1.1 400 Bad Request', 'Connection: close')),
      expected: [
        { kind: 'not-tls', bytes: latin1Bytes(head('HTTP/1.1 400 Bad Request', 'Connection: close')) },
      ],
    },
    {
      name: 'an answer in clear behind a record',
      bytes: joined(record(21, Uint8Array.of(2, 10)), latin1Bytes('HTTP/1.0 400 Bad Request\r\n\r\n')),
      expected: [{ kind: 'alert', description: 'unexpected-message' }, { kind: 'not-tls' }],
    },
    {
      name: 'a hello that is too short',
      bytes: record(22, handshake(1, Uint8Array.of(3, 3, 1, 2))),
      expected: [{ kind: 'issue', code: 'tls/bad-hello' }],
    },
    {
      name: 'a name that a terminal must not see',
      bytes: record(22, handshake(1, clientHello13('a\u001b[2Jb'))),
      expected: [{ kind: 'client-hello', sni: 'a?[2Jb' }],
    },
  ])('$name', ({ bytes, expected }) => {
    const events = everySplit(bytes, readClient);
    expect(events).toHaveLength(expected.length);
    expect(events).toMatchObject(expected);
  });

  it('goes on by count after a gap inside a record, and stops after one over a header', () => {
    const layer = new TlsLayer();
    const bytes = joined(record(23, new Uint8Array(100)), record(23, new Uint8Array(50)));
    const events = [
      ...layer.push(bytes.slice(0, 20), SERVER),
      ...layer.gap(70, SERVER),
      ...layer.push(bytes.slice(90), SERVER),
      ...layer.gap(10, SERVER),
      ...layer.push(new Uint8Array(500), SERVER),
      ...layer.end(SERVER),
    ];
    expect(events).toMatchObject([
      { kind: 'issue', code: 'tls/records-lost' },
      { kind: 'application-data', records: 2, bytes: 150 },
    ]);
  });

  it('takes any bytes and gaps without throwing', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .tuple(fc.integer({ min: 20, max: 24 }), fc.uint8Array({ maxLength: 60 }))
        .map(([type, bytes]) => record(type, bytes)),
      fc
        .tuple(fc.integer({ min: 1, max: 2 }), fc.uint8Array({ maxLength: 90 }))
        .map(([type, bytes]) => record(22, handshake(type, bytes))),
      fc.integer({ min: 1, max: 40 }),
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 12 }), (items) => {
        const layer = new TlsLayer();
        for (const item of items) {
          if (typeof item === 'number') layer.gap(item, CLIENT);
          else layer.push(item, CLIENT);
        }
        layer.end(CLIENT);
      }),
      { numRuns: 300 },
    );
  });
});
