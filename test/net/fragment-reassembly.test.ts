import { expect, test } from 'vitest';
import { FragmentReassembly } from '../../src/net/fragment-reassembly.ts';
import { readIpv4 } from '../../src/net/ipv4.ts';
import { IssueTally } from '../../src/net/issue-tally.ts';
import { ascii, zeros } from '../builders/bytes.ts';
import { ipPacket } from '../builders/ip-packet.ts';
import { type Ipv4Fields, ipv4 } from '../builders/packet.ts';

const SECOND = 1_000_000;

class Feed {
  readonly tally = new IssueTally();
  readonly reassembly = new FragmentReassembly(this.tally);

  /** What comes of one fragment: the payload of a datagram as text, or the code of an issue. */
  push(
    payload: Uint8Array,
    offset: number,
    more: boolean,
    fields: Ipv4Fields = {},
    at = 0,
  ): readonly string[] {
    const packet = ipPacket(ipv4(payload, { ...fields, fragment: { offset, more } }), { at });
    const header = readIpv4(packet);
    if (typeof header === 'string' || header.fragment === null) throw new Error('not a fragment');
    return this.reassembly
      .push(packet, header, header.fragment)
      .map((event) =>
        'kind' in event ? event.code : Buffer.from(event.bytes.subarray(event.payload)).toString('latin1'),
      );
  }
}

test('a datagram is given out when its last piece has come, in any order', () => {
  const feed = new Feed();
  expect(feed.push(ascii('efghijkl'), 8, true)).toEqual([]);
  expect(feed.push(ascii('mno'), 16, false)).toEqual([]);
  expect(feed.push(ascii('01234567'), 0, true)).toEqual(['01234567efghijklmno']);
});

test('datagrams are told apart by addresses, protocol and identification', () => {
  const feed = new Feed();
  const kinds: readonly Ipv4Fields[] = [
    {},
    { id: 2 },
    { protocol: 17 },
    { source: '10.0.0.9' },
    { destination: '10.0.0.9' },
  ];
  for (const [index, fields] of kinds.entries()) {
    expect(feed.push(ascii(`${index}2345678`), 0, true, fields)).toEqual([]);
  }
  for (const [index, fields] of kinds.entries()) {
    expect(feed.push(ascii('!'), 8, false, fields)).toEqual([`${index}2345678!`]);
  }
});

test('an identification is free again when its datagram is whole', () => {
  const feed = new Feed();
  feed.push(ascii('aaaaaaaa'), 0, true);
  feed.push(ascii('a'), 8, false);
  feed.push(ascii('bbbbbbbb'), 0, true);
  expect(feed.push(ascii('b'), 8, false)).toEqual(['bbbbbbbbb']);
});

test('of overlapping pieces the first copy wins, and it is an issue', () => {
  const feed = new Feed();
  feed.push(ascii('aaaaaaaabbbbbbbb'), 0, true);
  expect(feed.push(ascii('XXXXXXXXcc'), 8, false)).toEqual(['net/fragment-overlap', 'aaaaaaaabbbbbbbbcc']);
});

const corrupt = [
  { name: 'a length that is no multiple of 8 before the end', pieces: [['abc', 0, true]] },
  { name: 'no bytes', pieces: [['', 8, true]] },
  { name: 'a datagram above 64 KiB', pieces: [['x'.repeat(16), 65_528, false]] },
  {
    name: 'a piece behind the last one',
    pieces: [
      ['a', 8, false],
      ['b'.repeat(8), 16, true],
    ],
  },
  {
    name: 'a last piece before another piece',
    pieces: [
      ['b'.repeat(8), 16, true],
      ['a', 8, false],
    ],
  },
  {
    name: 'two last pieces',
    pieces: [
      ['a', 16, false],
      ['b', 8, false],
    ],
  },
] as const;

test.each(corrupt)('$name cannot be', ({ pieces }) => {
  const feed = new Feed();
  const codes = pieces.map(([text, offset, more]) => feed.push(ascii(text), offset, more));
  expect(codes.at(-1)).toEqual(['net/fragment-corrupt']);
});

test('a datagram is given up after 60 seconds of packet time', () => {
  const feed = new Feed();
  feed.push(zeros(8), 0, true, { id: 1 }, 0);
  expect(feed.push(zeros(8), 0, true, { id: 2 }, 60 * SECOND)).toEqual([]);
  expect(feed.push(zeros(8), 0, true, { id: 3 }, 61 * SECOND)).toEqual(['net/fragments-incomplete']);
  expect(feed.push(ascii('late'), 8, false, { id: 1 }, 61 * SECOND)).toEqual([]);
  expect(feed.push(ascii('.'), 8, false, { id: 2 }, 61 * SECOND)).toEqual(['\0\0\0\0\0\0\0\0.']);
});

test('the oldest datagram is given up when too much waits', () => {
  const feed = new Feed();
  const results = Array.from({ length: 70 }, (_, id) => feed.push(zeros(65_000), 0, true, { id }));
  expect(results.flat()).toEqual(['net/fragments-limit']);
  const givenUp = feed.tally.counts.get('net/fragments-limit')!;
  // 4 MiB hold 64 datagrams of 65,000 bytes.
  expect(givenUp).toBe(70 - 64);
  expect(feed.push(ascii('.'), 65_000, false, { id: 0 })).toEqual([]);
  expect(feed.push(ascii('.'), 65_000, false, { id: 69 })).toHaveLength(1);
});

test('a datagram of thousands of pieces stops growing', () => {
  const feed = new Feed();
  for (let index = 0; index < 3000; index += 1) feed.push(zeros(8), index * 16, true);
  expect(feed.tally.counts.get('net/fragment-corrupt')).toBe(3000 - 2048);
});

test('what waits at the end of the capture is told', () => {
  const feed = new Feed();
  feed.push(zeros(8), 0, true, { id: 1 });
  feed.push(zeros(8), 0, true, { id: 2 });
  expect(feed.reassembly.end(9)).toMatchObject([{ code: 'net/fragments-incomplete', at: 9 }]);
  expect(feed.tally.counts.get('net/fragments-incomplete')).toBe(2);
  expect(feed.reassembly.end(9)).toEqual([]);
});
