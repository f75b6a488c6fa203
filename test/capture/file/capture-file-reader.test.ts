import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaptureFileReader } from '../../../src/capture/file/capture-file-reader.ts';
import { ascii, concat, counting, hex, type Order, zeros } from '../../builders/bytes.ts';
import { pcapFile } from '../../builders/pcap.ts';
import { pcapngBlocks } from '../../builders/pcapng.ts';
import { everySplit } from '../../every-split.ts';
import { outline, readPieces } from './read-pieces.ts';

function pcapngRecords(order: Order): readonly Uint8Array[] {
  const blocks = pcapngBlocks(order);
  return [
    blocks.section(),
    blocks.interface(1),
    blocks.enhancedPacket(0, 1n, ascii('first')),
    blocks.enhancedPacket(0, 2n, ascii('second')),
  ];
}

function pcapRecords(): readonly Uint8Array[] {
  const file = pcapFile([
    { seconds: 1, fraction: 0, bytes: ascii('first') },
    { seconds: 2, fraction: 0, bytes: ascii('second') },
  ]);
  return [file.subarray(0, 24), file.subarray(24, 45), file.subarray(45)];
}

const files = [
  { name: 'pcap', records: pcapRecords() },
  { name: 'pcapng, little endian', records: pcapngRecords('little') },
  { name: 'pcapng, big endian', records: pcapngRecords('big') },
];

describe.each(files)('$name', ({ records }) => {
  const file = concat(...records);

  test('any split gives the same events', () => {
    const names = everySplit(file, (pieces) => outline(readPieces(pieces)));
    expect(names.slice(-2)).toEqual(['packet first', 'packet second']);
  });

  test('a file cut anywhere gives the records before the cut and one issue', () => {
    const whole = outline(readPieces([file]));
    let start = 0;
    records.forEach((record, index) => {
      for (let length = 1; length < record.length; length += 1) {
        const events = readPieces([file.slice(0, start + length)]);
        expect(outline(events), `cut ${length} into record ${index}`).toEqual([
          ...whole.slice(0, index),
          'capture/cut',
        ]);
        expect(events.at(-1)).toMatchObject({ offset: start, actual: length });
      }
      start += record.length;
    });
  });

  test('a file that ends between records is whole, as nothing tells otherwise', () => {
    expect(outline(readPieces([concat(...records.slice(0, -1))])).at(-1)).toBe('packet first');
  });
});

const refused = [
  { name: 'no bytes', bytes: zeros(0), code: 'capture/empty', message: 'the capture is empty' },
  {
    name: 'text',
    bytes: ascii('{"type":"capture"}'),
    code: 'capture/not-a-capture',
    message: 'not a pcap or pcapng capture (it begins with 7b 22 74 79)',
  },
  {
    name: 'two bytes of no format',
    bytes: hex('1f 8c'),
    code: 'capture/not-a-capture',
    message: 'not a pcap or pcapng capture (it begins with 1f 8c)',
  },
];

test.each(refused)('$name', ({ bytes, code, message }) => {
  const events = everySplit(bytes, readPieces);
  expect(events).toEqual([{ kind: 'issue', code, message, at: null, offset: 0 }]);
});

test('what is not a capture is told from the first bytes, and the rest is not looked at', () => {
  const reader = new CaptureFileReader();
  expect(outline(reader.push(ascii('GIF89a')))).toEqual(['capture/not-a-capture']);
  expect(reader.push(concat(...pcapRecords()))).toEqual([]);
  expect(reader.end()).toEqual([]);
});

test('only a record that straddles two pieces is copied', () => {
  const reader = new CaptureFileReader();
  const file = pcapFile(
    ['alpha', 'bravo', 'china'].map((text) => ({ seconds: 0, fraction: 0, bytes: ascii(text) })),
  );
  const pieces = [file.slice(0, 60), file.slice(60)];
  const owners = pieces.map((piece) =>
    reader
      .push(piece)
      .flatMap((event) => (event.kind === 'packet' ? [event.bytes.buffer === piece.buffer] : [])),
  );
  expect(owners).toEqual([[true], [false, true]]);
});

test('a record larger than a piece is collected, and packets after it are found', () => {
  const large = counting(200_000);
  const file = pcapFile([
    { seconds: 0, fraction: 0, bytes: large },
    { seconds: 0, fraction: 0, bytes: ascii('after') },
  ]);
  const pieces = Array.from({ length: Math.ceil(file.length / 1000) }, (_, index) =>
    file.slice(index * 1000, index * 1000 + 1000),
  );
  const packets = readPieces(pieces).filter((event) => event.kind === 'packet');
  expect(packets.map((packet) => Buffer.from(packet.bytes).equals(large))).toEqual([true, false]);
  expect(outline(packets)[1]).toBe('packet after');
});

test('no bytes whatever throw, also after a good beginning, and at most one issue ends the reading', () => {
  const beginnings = files.flatMap(({ records }) => [zeros(0), records[0]!, concat(...records.slice(0, 2))]);
  const ending = new Set(['capture/cut', 'capture/corrupt', 'capture/empty', 'capture/not-a-capture']);
  fc.assert(
    fc.property(
      fc.constantFrom(...beginnings),
      fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }),
      (beginning, noise) => {
        const names = outline(readPieces([beginning, ...noise])).filter((name) => ending.has(name));
        return names.length <= 1;
      },
    ),
    { numRuns: 500 },
  );
});

test('a whole file with some bytes changed gives the packets that it still has, and no exception', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files.map(({ records }) => concat(...records))),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (file, changes) => {
        const changed = file.slice();
        for (const [where, value] of changes) changed[where % changed.length] = value;
        return outline(readPieces([changed])).length < 20;
      },
    ),
    { numRuns: 500 },
  );
});
