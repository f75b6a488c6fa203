import { describe, expect, test } from 'vitest';
import { ascii, concat, hex, u16, u32, zeros } from '../../../builders/bytes.ts';
import { pcapngBlocks, textOption } from '../../../builders/pcapng.ts';
import { everySplit } from '../../../every-split.ts';
import { outline, readPieces } from '../read-pieces.ts';

const little = pcapngBlocks('little');
const big = pcapngBlocks('big');

describe.each(['little', 'big'] as const)('%s endian', (order) => {
  const blocks = pcapngBlocks(order);

  test('what a section, an interface, packets and statistics say', () => {
    const file = concat(
      blocks.section([
        textOption(1, 'recorded in CI'),
        textOption(2, 'AMD EPYC'),
        textOption(3, 'Linux 6.1'),
        textOption(4, 'dumpcap'),
      ]),
      blocks.interface(
        276,
        [
          textOption(2, 'any'),
          textOption(3, 'all of them'),
          [9, Uint8Array.of(9)],
          [11, concat(zeros(1), ascii('tcp port 2375'))],
          textOption(12, 'Linux'),
          blocks.u64Option(14, -10n),
        ],
        96,
      ),
      blocks.enhancedPacket(0, 1_700_000_010_000_000_250n, ascii('hello'), [textOption(1, 'look here')], 60),
      blocks.obsoletePacket(0, 1_700_000_011_000_000_000n, ascii('old')),
      blocks.statistics(0, 1_700_000_012_000_000_000n, [
        [4, 12n],
        [5, 3n],
        [6, 11n],
        [7, 5_000_000_000n],
      ]),
    );
    const packet = { kind: 'packet', linkType: 276, interfaceId: 0 };
    expect(everySplit(file, readPieces)).toEqual([
      { kind: 'capture-section', hardware: 'AMD EPYC', os: 'Linux 6.1', application: 'dumpcap' },
      { kind: 'capture-comment', about: 'section', text: 'recorded in CI', at: null },
      {
        kind: 'capture-interface',
        interfaceId: 0,
        linkType: 276,
        snapLength: 96,
        name: 'any',
        description: 'all of them',
        filter: 'tcp port 2375',
        os: 'Linux',
      },
      { kind: 'capture-comment', about: 'packet', text: 'look here', at: 1_700_000_000_000_000 + 0.25 },
      { ...packet, bytes: ascii('hello'), originalLength: 60, at: 1_700_000_000_000_000 + 0.25 },
      { ...packet, bytes: ascii('old'), originalLength: 3, at: 1_700_000_001_000_000 },
      {
        kind: 'capture-drops',
        interfaceId: 0,
        at: 1_700_000_002_000_000,
        received: 12,
        accepted: 11,
        droppedByInterface: 3,
        droppedByOs: 5_000_000_000,
      },
    ]);
  });

  test('names and secrets', () => {
    const file = concat(
      blocks.section(),
      blocks.names([
        { type: 1, address: hex('0a000002'), names: ['docker', 'docker.test'] },
        { type: 2, address: hex('fd000000000000000000000000000002'), names: ['docker6'] },
        { type: 3, address: hex('020000000001'), names: ['a network card'] },
      ]),
      blocks.secrets(0x544c534b, ascii('CLIENT_RANDOM 00 11\n')),
    );
    expect(everySplit(file, readPieces).slice(1)).toEqual([
      {
        kind: 'capture-names',
        names: [
          { address: hex('0a000002'), name: 'docker' },
          { address: hex('0a000002'), name: 'docker.test' },
          { address: hex('fd000000000000000000000000000002'), name: 'docker6' },
        ],
      },
      { kind: 'capture-secrets', secretsType: 0x544c534b, bytes: ascii('CLIENT_RANDOM 00 11\n') },
    ]);
  });
});

test('interface ids go on over sections, each of which has its own byte order', () => {
  const file = concat(
    little.section(),
    little.interface(1),
    little.interface(113),
    little.enhancedPacket(1, 1n, ascii('a')),
    big.section(),
    big.interface(101, [[9, Uint8Array.of(3)]]),
    big.enhancedPacket(0, 7n, ascii('b')),
  );
  const packets = everySplit(file, readPieces).filter((event) => event.kind === 'packet');
  expect(packets).toMatchObject([
    { interfaceId: 1, linkType: 113, at: 1 },
    { interfaceId: 2, linkType: 101, at: 7_000 },
  ]);
});

test('simple packets take the time of the one before, the snap length of interface 0, and one issue', () => {
  const file = concat(
    little.section(),
    little.interface(1, [], 4),
    little.simplePacket(ascii('none'), 9),
    little.enhancedPacket(0, 50n, ascii('timed')),
    little.simplePacket(ascii('some'), 4),
    little.simplePacket(ascii('more'), 4),
  );
  const events = everySplit(file, readPieces).slice(2);
  expect(outline(events)).toEqual([
    'capture/no-time',
    'packet none',
    'packet timed',
    'packet some',
    'packet more',
  ]);
  expect(events).toMatchObject([{}, { at: 0, originalLength: 9 }, { at: 50 }, { at: 50 }, { at: 50 }]);
});

test('custom blocks and types of the future are skipped, whatever is in them', () => {
  const file = concat(
    little.section(),
    little.block(0x0bad, u32(32_473, 'little'), ascii('custom!!')),
    little.block(0x7fff_0001),
    little.interface(1),
    little.block(9, zeros(400)),
    little.enhancedPacket(0, 1n, ascii('x')),
  );
  expect(outline(readPieces([file]))).toEqual(['capture-section', 'capture-interface', 'packet x']);
});

test('statistics with a time before the packets that they count take the last packet’s', () => {
  const file = concat(
    little.section(),
    little.interface(1, [[9, Uint8Array.of(9)]]),
    little.enhancedPacket(0, 1_700_000_000_000_000_000n, ascii('x')),
    little.statistics(0, 1_700_000_000_000_000n, []),
  );
  expect(readPieces([file]).at(-1)).toMatchObject({
    kind: 'capture-drops',
    at: 1_700_000_000_000_000,
    received: null,
  });
});

const oddities = [
  {
    name: 'a packet of an interface that is not described is left out',
    blocks: [little.enhancedPacket(7, 1n, ascii('lost')), little.enhancedPacket(0, 1n, ascii('kept'))],
    outline: ['capture/unknown-interface', 'packet kept'],
  },
  {
    name: 'the same issue is told once in a section',
    blocks: [little.enhancedPacket(7, 1n, ascii('a')), little.enhancedPacket(8, 1n, ascii('b'))],
    outline: ['capture/unknown-interface'],
  },
  {
    name: 'an impossible time is replaced',
    blocks: [
      little.enhancedPacket(0, 5n, ascii('a')),
      little.enhancedPacket(0, 0xffff_ffff_ffff_ffffn, ascii('b')),
    ],
    outline: ['packet a', 'capture/time-out-of-range', 'packet b'],
  },
  {
    name: 'options that do not fit into their block leave the packet whole',
    blocks: [
      little.block(
        6,
        u32(0),
        zeros(8),
        u32(4, 'little'),
        u32(4, 'little'),
        ascii('data'),
        u16(1),
        u16(400, 'little'),
      ),
    ],
    outline: ['capture/bad-option', 'packet data'],
  },
  {
    name: 'statistics of an unknown interface are left out',
    blocks: [little.statistics(3, 1n, [])],
    outline: [],
  },
];

test.each(oddities)('$name', ({ blocks, outline: expected }) => {
  const file = concat(little.section(), little.interface(1), ...blocks);
  expect(everySplit(file, (pieces) => outline(readPieces(pieces))).slice(2)).toEqual(expected);
});

const good = little.enhancedPacket(0, 1n, ascii('good'));
const damaged = [
  {
    name: 'a length that is no multiple of 4',
    block: concat(u32(6, 'little'), u32(35, 'little'), zeros(40)),
  },
  { name: 'a length of 0', block: concat(u32(99, 'little'), zeros(40)) },
  { name: 'a length of a gigabyte', block: concat(u32(6, 'little'), u32(1 << 30, 'little'), zeros(40)) },
  { name: 'too short for its type', block: little.block(6, zeros(16)) },
  {
    name: 'two lengths that differ',
    block: concat(little.block(99, zeros(8)).slice(0, -4), u32(24, 'little')),
  },
  { name: 'a packet longer than its block', block: little.block(6, zeros(12), u32(5, 'little'), zeros(8)) },
  { name: 'secrets longer than their block', block: little.block(10, zeros(4), u32(9, 'little'), zeros(8)) },
  { name: 'a section without byte order', block: little.block(0x0a0d0d0a, zeros(16)) },
  { name: 'a section of another version', block: little.section([], 2) },
];

test.each(damaged)('$name ends the reading with one issue', ({ block }) => {
  const file = concat(little.section(), little.interface(1), good, block, good);
  const names = everySplit(file, (pieces) => outline(readPieces(pieces)));
  expect(names.slice(2)).toEqual(['packet good', 'capture/corrupt']);
});

test('thousands of interfaces are counted and not kept', () => {
  const file = concat(
    little.section(),
    ...Array.from({ length: 5000 }, () => little.interface(1)),
    little.enhancedPacket(4095, 1n, ascii('last')),
    little.enhancedPacket(4096, 1n, ascii('beyond')),
  );
  expect(outline(readPieces([file])).slice(-2)).toEqual(['packet last', 'capture/unknown-interface']);
});
