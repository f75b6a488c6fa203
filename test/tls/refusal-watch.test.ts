import { describe, expect, test } from 'vitest';
import type { Direction } from '../../src/layer/origin.ts';
import { RefusalWatch } from '../../src/tls/refusal-watch.ts';

/** `c53` is an encrypted record of the client with 53 bytes. Lengths are of Go's and OpenSSL's handshakes. */
function watch(records: string): {
  readonly refusals: readonly string[];
  readonly certificate: boolean | null;
} {
  const refusals = new RefusalWatch();
  refusals.hello('a-to-b');
  const found = records.split(' ').filter((record) => {
    const direction: Direction = record.startsWith('c') ? 'a-to-b' : 'b-to-a';
    return refusals.encrypted(direction, Number(record.slice(1)));
  });
  return { refusals: found, certificate: refusals.certificate };
}

describe('who gives up a handshake of TLS 1.3', () => {
  test.each([
    [
      'all is well, and both say so at the end',
      's23 s862 s281 s53 c53 s500 s500 c100 s300 c19 s19',
      [],
      null,
    ],
    ['with a client certificate', 's23 s97 s862 s281 s53 c829 c281 c53 s500 c100 s300', [], true],
    ['the client does not trust the server', 's23 s862 s281 s53 c19', ['c19'], null],
    ['the server misses a certificate', 's23 s97 s862 s281 s53 c25 c53 c100 s19', ['s19'], false],
    ['the server does not trust the certificate', 's23 s97 s862 s281 s53 c829 c281 c53 s19', ['s19'], true],
    ['the client leaves at once', 's23 s862 s281 s53 c53 c19 s19', [], null],
    ['an alert later on', 's23 s862 c53 s500 s19', [], null],
  ])('%s', (_name, records, refusals, certificate) => {
    expect(watch(records)).toEqual({ refusals, certificate });
  });
});

test('nothing is said of a connection whose hello was not seen', () => {
  expect(new RefusalWatch().encrypted('a-to-b', 19)).toBe(false);
});
