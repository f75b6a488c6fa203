import { describe, expect, it } from 'vitest';
import { HeadCollector, MAX_HEAD_BYTES } from '../../src/http1/head-collector.ts';
import { MAX_START_LINE_BYTES } from '../../src/http1/start-line.ts';
import { head, latin1Bytes } from '../builders/http1-messages.ts';
import { everySplit } from '../every-split.ts';

function collect(pieces: readonly Uint8Array[]) {
  const collector = new HeadCollector('request');
  let taken = 0;
  for (const piece of pieces) {
    if (collector.outcome !== 'more') break;
    taken += collector.read(piece, 0, 1);
  }
  const text = collector.outcome === 'head' ? Buffer.from(collector.head).toString('latin1') : null;
  return { outcome: collector.outcome, text, taken };
}

describe('HeadCollector', () => {
  const GET = head('GET / HTTP/1.1', 'A: b', '\r: c');

  it.each([
    {
      name: 'a head with a body behind it',
      bytes: `${GET}body`,
      expected: { outcome: 'head', text: GET, taken: GET.length },
    },
    {
      name: 'line feeds alone',
      bytes: 'GET / HTTP/1.1\n\nx',
      expected: { outcome: 'head', text: 'GET / HTTP/1.1\n\n', taken: 16 },
    },
    {
      name: 'a head that is not whole',
      bytes: 'GET / HTTP/1.1\r\nA',
      expected: { outcome: 'more', text: null, taken: 17 },
    },
    {
      name: 'another first line',
      bytes: 'garbage\r\nGET / HTTP/1.1\r\n\r\n',
      expected: { outcome: 'not-http', text: null, taken: 9 },
    },
  ])('$name', ({ bytes, expected }) => {
    expect(everySplit(latin1Bytes(bytes), collect)).toEqual(expected);
  });

  it.each([
    {
      name: 'a head',
      text: `GET / HTTP/1.1\r\nA: ${'x'.repeat(MAX_HEAD_BYTES)}\r\n\r\n`,
      outcome: 'too-large',
      taken: MAX_HEAD_BYTES,
    },
    {
      name: 'a start line',
      text: `GET /${'x'.repeat(MAX_START_LINE_BYTES)} HTTP/1.1\r\n\r\n`,
      outcome: 'not-http',
      taken: MAX_START_LINE_BYTES,
    },
  ])('stops at the bound of $name, wherever it is cut', ({ text, outcome, taken }) => {
    const bytes = latin1Bytes(text);
    for (const cut of [bytes.length, 1, 9, 20, 5000, taken - 1, taken, taken + 1]) {
      expect(collect([bytes.slice(0, cut), bytes.slice(cut)])).toMatchObject({ outcome, taken });
    }
  });

  it('gives the whole lines of a head that breaks off', () => {
    const collector = new HeadCollector('request');
    collector.read(latin1Bytes('GET / HTTP/1.1\r\nA: b\r\nC: '), 0, 1);
    expect(Buffer.from(collector.wholeLines()).toString('latin1')).toBe('GET / HTTP/1.1\r\nA: b\r\n');
  });
});
