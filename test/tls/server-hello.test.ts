import { describe, expect, it } from 'vitest';
import { readServerHello } from '../../src/tls/server-hello.ts';
import { serverHello13 } from '../builders/tls-handshake.ts';

describe('readServerHello', () => {
  const hello = serverHello13();

  it('takes the version of TLS 1.3 from its extension', () => {
    expect(readServerHello(hello)).toEqual({ version: '1.3', cipherSuite: 0x1301, alpn: null });
  });

  it('takes one without extensions', () => {
    const old = hello.slice(0, 2 + 32 + 33 + 3);
    expect(readServerHello(old)).toEqual({ version: '1.2', cipherSuite: 0x1301, alpn: null });
  });

  it('takes none that is cut elsewhere', () => {
    for (let length = 0; length < hello.length; length += 1) {
      if (length !== 70) expect(readServerHello(hello.slice(0, length)), `${length} bytes`).toBeNull();
    }
  });
});
