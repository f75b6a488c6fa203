import { describe, expect, test } from 'vitest';
import { ascii } from '../../builders/bytes.ts';
import { PCAP_KUZNETZOV, PCAP_MICROSECONDS, PCAP_NANOSECONDS, pcapFile } from '../../builders/pcap.ts';
import { everySplit } from '../../every-split.ts';
import { outline, readPieces } from './read-pieces.ts';

const variants = [
  { name: 'microseconds', magic: PCAP_MICROSECONDS, fraction: 123_456, at: 1_700_000_000_123_456 },
  { name: 'nanoseconds', magic: PCAP_NANOSECONDS, fraction: 123_456_500, at: 1_700_000_000_123_456.5 },
  { name: "Kuznetzov's records", magic: PCAP_KUZNETZOV, fraction: 123_456, at: 1_700_000_000_123_456 },
] as const;

describe.each(variants)('$name', ({ magic, fraction, at }) => {
  test.each(['little', 'big'] as const)('%s endian', (order) => {
    const file = pcapFile(
      [
        { seconds: 1_700_000_000, fraction, bytes: ascii('one'), originalLength: 60 },
        { seconds: 1_700_000_001, fraction: 0, bytes: ascii('') },
      ],
      { order, magic, linkType: 113, snapLength: 96 },
    );
    expect(everySplit(file, readPieces)).toEqual([
      {
        kind: 'capture-interface',
        interfaceId: 0,
        linkType: 113,
        snapLength: 96,
        name: null,
        description: null,
        filter: null,
        os: null,
      },
      { kind: 'packet', bytes: ascii('one'), originalLength: 60, at, linkType: 113, interfaceId: 0 },
      {
        kind: 'packet',
        bytes: ascii(''),
        originalLength: 0,
        at: 1_700_000_001_000_000,
        linkType: 113,
        interfaceId: 0,
      },
    ]);
  });
});

test('nanoseconds are rounded to a quarter of a microsecond', () => {
  const fractions = [124, 125, 999, 1_000];
  const file = pcapFile(
    fractions.map((fraction) => ({ seconds: 0, fraction, bytes: ascii('x') })),
    { magic: PCAP_NANOSECONDS },
  );
  const times = readPieces([file]).flatMap((event) => (event.kind === 'packet' ? [event.at] : []));
  expect(times).toEqual([0, 0.25, 1, 1]);
});

test('the upper bits of the link type, which tell of a frame check sequence, are left out', () => {
  const file = pcapFile([{ seconds: 0, fraction: 0, bytes: ascii('x') }], { linkType: 0x2400_0001 });
  expect(readPieces([file])[0]).toMatchObject({ linkType: 1 });
});

test('an original length below the captured one is not believed', () => {
  const file = pcapFile([{ seconds: 0, fraction: 0, bytes: ascii('abc'), originalLength: 1 }]);
  expect(readPieces([file])[1]).toMatchObject({ originalLength: 3 });
});

const damaged = [
  {
    name: 'a captured length beyond any snap length',
    file: pcapFile([
      { seconds: 0, fraction: 0, bytes: ascii('good') },
      { seconds: 0, fraction: 0, bytes: ascii('bad'), capturedLength: 262_145 },
      { seconds: 0, fraction: 0, bytes: ascii('lost') },
    ]),
    outline: ['capture-interface', 'packet good', 'capture/corrupt'],
  },
  { name: 'an unknown version', file: pcapFile([], { major: 3 }), outline: ['capture/corrupt'] },
];

test.each(damaged)('$name ends the reading with one issue', ({ file, outline: expected }) => {
  expect(everySplit(file, (pieces) => outline(readPieces(pieces)))).toEqual(expected);
});
