import { describe, expect, test } from 'vitest';
import { UNKNOWN_INTERFACE } from '../../src/layer/ip-packet.ts';
import { DuplicateFilter } from '../../src/net/duplicate-filter.ts';
import { ascii, concat, zeros } from '../builders/bytes.ts';
import { ipPacket } from '../builders/ip-packet.ts';
import { ipv4, ipv6, tcp } from '../builders/packet.ts';

const VETH = 4;
const BRIDGE = 5;
const ETH0 = 6;
const segment = ipv4(tcp(ascii('x')), { id: 77 });
const again = ipv4(tcp(ascii('x')), { id: 78 });

type Sighting = readonly [bytes: Uint8Array, seenOn: number | null, at?: number];

function duplicates(sightings: readonly Sighting[]): readonly boolean[] {
  const filter = new DuplicateFilter();
  return sightings.map(([bytes, seenOn, at]) => filter.isDuplicate(ipPacket(bytes, { seenOn, at: at ?? 0 })));
}

const cases: readonly {
  readonly name: string;
  readonly sightings: readonly Sighting[];
  readonly duplicates: readonly boolean[];
}[] = [
  {
    name: 'the same packet on a veth, the bridge and the way out',
    sightings: [
      [segment, VETH],
      [segment, BRIDGE, 20],
      [segment, ETH0, 50],
    ],
    duplicates: [false, true, true],
  },
  {
    name: 'a hop lowers the TTL and changes the checksum',
    sightings: [
      [ipv4(tcp(ascii('x')), { ttl: 64, checksum: 0x1234 }), BRIDGE],
      [ipv4(tcp(ascii('x')), { ttl: 63, checksum: 0x1334 }), ETH0],
    ],
    duplicates: [false, true],
  },
  {
    name: 'a hop lowers the hop limit',
    sightings: [
      [ipv6(tcp(ascii('x')), { hopLimit: 64 }), BRIDGE],
      [ipv6(tcp(ascii('x')), { hopLimit: 63 }), ETH0],
    ],
    duplicates: [false, true],
  },
  {
    name: 'a retransmission has another identification',
    sightings: [
      [segment, VETH],
      [segment, BRIDGE],
      [again, VETH],
      [again, BRIDGE],
    ],
    duplicates: [false, true, false, true],
  },
  {
    name: 'the same bytes sent twice stay twice',
    sightings: [
      [segment, VETH],
      [segment, BRIDGE],
      [segment, VETH],
      [segment, BRIDGE],
    ],
    duplicates: [false, true, false, true],
  },
  {
    name: 'also where the copies come after both',
    sightings: [
      [segment, VETH],
      [segment, VETH],
      [segment, BRIDGE],
      [segment, BRIDGE],
    ],
    duplicates: [false, false, true, true],
  },
  {
    name: 'one interface never doubles',
    sightings: [
      [segment, null],
      [segment, null],
    ],
    duplicates: [false, false],
  },
  {
    name: 'long after the first it is no copy',
    sightings: [
      [segment, VETH, 0],
      [segment, BRIDGE, 100_000],
      [segment, ETH0, 100_001],
    ],
    duplicates: [false, true, false],
  },
  {
    name: 'interfaces unknown: every repetition is a copy for a while',
    sightings: [
      [segment, UNKNOWN_INTERFACE],
      [segment, UNKNOWN_INTERFACE],
      [segment, UNKNOWN_INTERFACE, 200_000],
    ],
    duplicates: [false, true, false],
  },
  {
    name: 'other addresses are another packet (NAT)',
    sightings: [
      [segment, VETH],
      [ipv4(tcp(ascii('x')), { id: 77, source: '192.0.2.1' }), ETH0],
    ],
    duplicates: [false, false],
  },
  {
    name: 'padding on one of the links',
    sightings: [
      [segment, VETH],
      [concat(segment, zeros(6)), ETH0],
    ],
    duplicates: [false, true],
  },
];

test.each(cases)('$name', ({ sightings, duplicates: expected }) => {
  expect(duplicates(sightings)).toEqual(expected);
});

describe('a packet without a length of its own', () => {
  const versions = [
    { name: 'IPv4', make: (text: string) => ipv4(tcp(ascii(text)), { totalLength: 0 }) },
    { name: 'IPv6', make: (text: string) => ipv6(tcp(ascii(text)), { payloadLength: 0 }) },
  ];
  test.each(versions)('is compared as far as it goes: $name', ({ make }) => {
    const sightings: readonly Sighting[] = [
      [make('one'), VETH],
      [make('two'), BRIDGE],
      [make('two'), VETH],
    ];
    expect(duplicates(sightings)).toEqual([false, false, true]);
  });
});

test('a packet is known again after hundreds of others', () => {
  const filter = new DuplicateFilter();
  const sees = (id: number, seenOn: number): boolean =>
    filter.isDuplicate(ipPacket(ipv4(tcp(zeros(0), { sequence: id * 1448 }), { id }), { seenOn, at: id }));
  let known = 0;
  for (let id = 0; id < 20_000; id += 1) {
    expect(sees(id, VETH)).toBe(false);
    if (id >= 400 && sees(id - 400, BRIDGE)) known += 1;
  }
  // A set of 4 overflows before 400 others have come in about one of a thousand cases.
  expect(known).toBeGreaterThan(19_600 * 0.995);
});

test('a packet that a crafted capture shows on ever more interfaces is a copy each time', () => {
  const sightings = Array.from({ length: 1000 }, (_, index): Sighting => [segment, index]);
  expect(duplicates(sightings).filter((duplicate) => !duplicate)).toHaveLength(1);
});
