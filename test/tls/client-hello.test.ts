import { describe, expect, it } from 'vitest';
import { readClientHello } from '../../src/tls/client-hello.ts';
import { clientHello13 } from '../builders/tls-handshake.ts';

describe('readClientHello', () => {
  const hello = clientHello13('docker');

  it('reads what the client asks for', () => {
    expect(readClientHello(hello)).toEqual({ sni: 'docker', alpn: ['http/1.1'], versions: ['1.3', '1.2'] });
  });

  it('takes one without extensions, as TLS 1.0 had', () => {
    const old = hello.slice(0, 2 + 32 + 1 + 4 + 2);
    old[1] = 1;
    expect(readClientHello(old)).toEqual({ sni: null, alpn: [], versions: ['1.0'] });
  });

  it('takes none that is cut elsewhere', () => {
    const whole = 2 + 32 + 1 + 4 + 2;
    for (let length = 0; length < hello.length; length += 1) {
      if (length !== whole) expect(readClientHello(hello.slice(0, length)), `${length} bytes`).toBeNull();
    }
  });
});
