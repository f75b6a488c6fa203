import { describe, expect, it } from 'vitest';
import { type FirstBytesName, nameProtocol } from '../../src/http/first-bytes.ts';
import { latin1Bytes } from '../builders/http1-messages.ts';

const cases: readonly {
  readonly text: string;
  readonly name: FirstBytesName;
  readonly knownAfter: number;
}[] = [
  { text: 'GET /_ping HTTP/1.1\r\n', name: 'http/1-request', knownAfter: 4 },
  { text: '\r\n\nPOST /build HTTP/1.1\r\n', name: 'http/1-request', knownAfter: 8 },
  { text: 'PROPPATCH /x HTTP/1.1\r\n', name: 'http/1-request', knownAfter: 10 },
  { text: 'HTTP/1.1 200 OK\r\n', name: 'http/1-response', knownAfter: 7 },
  { text: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000', name: 'http/2-preface', knownAfter: 24 },
  { text: '\u0016\u0003\u0001\u0002\u0000\u0001', name: 'tls', knownAfter: 2 },
  { text: '\u0015\u0003\u0003\u0000\u0002', name: 'tls', knownAfter: 2 },
  { text: 'GOT /x HTTP/1.1', name: 'unknown', knownAfter: 2 },
  { text: 'PRI * HTTP/3.0', name: 'unknown', knownAfter: 12 },
  { text: '\u0000\u0000\u0012\u0004', name: 'unknown', knownAfter: 1 },
  { text: 'SSH-2.0-OpenSSH_9.2', name: 'unknown', knownAfter: 2 },
];

describe('nameProtocol', () => {
  it.each(cases)('$name of $text', ({ text, name, knownAfter }) => {
    const names = Array.from({ length: text.length + 1 }, (_, length) =>
      nameProtocol(latin1Bytes(text.slice(0, length))),
    );
    expect(names).toEqual(names.map((_, length) => (length < knownAfter ? 'need-more' : name)));
  });
});
