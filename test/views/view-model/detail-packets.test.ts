import { expect, test } from 'vitest';
import type { CapturedSegment, SegmentMatter } from '../../../src/model/captured-segment.ts';
import { packetsMaker } from '../../../src/views/view-model/detail-packets.ts';
import type { PacketList } from '../../../src/views/view-model/packet-list.ts';
import type { PaneView } from '../../../src/views/view-model/pane.ts';
import { connection } from '../../builders/connection.ts';
import { AT, exchange } from '../../builders/exchange.ts';
import { paneText, paneView } from './pane-text.ts';

function segment(frame: number, fields: Partial<CapturedSegment> = {}): CapturedSegment {
  return {
    frame,
    at: AT + frame * 100,
    from: 'client',
    flags: 0x18,
    sequence: 1,
    acknowledgment: 1,
    window: 512,
    length: 10,
    cut: 0,
    matters: [],
    ...fields,
  };
}

function shown(fields: Partial<PacketList>, view: Partial<PaneView> = {}, of = exchange()): string {
  const packets = { connection: connection(), segments: [], more: false, refused: null, ...fields };
  return paneText(packetsMaker(of, { kind: 'packets', packets }), view);
}

test('packets stand in the order of the capture, with their time since the first byte', () => {
  const text = shown(
    {
      segments: [
        segment(7, { at: AT - 1500, flags: 0x02, sequence: 0, acknowledgment: null, length: 0 }),
        segment(9, { at: AT, length: 1448 }),
        segment(12, { at: AT + 250, from: 'server', flags: 0x10, length: 0 }),
      ],
    },
    { width: 80 },
  );
  const rows = text.split('\n').filter((line) => /^ +\d+ .*(client|daemon)/.test(line));
  expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
    ['7', '-0.001500', 'client →', 'SYN', '–'],
    ['9', '0.000000', 'client →', 'PSH ACK', '1,448'],
    ['12', '0.000250', '← daemon', 'ACK', '–'],
  ]);
});

test('a wide screen has their numbers too', () => {
  const text = shown({ segments: [segment(7), segment(8, { sequence: 11 })] }, { width: 160 });
  expect(text).toMatch(/PACKET +TIME +SINCE LAST +FROM +FLAGS +SEQUENCE +ACKNOWLEDGES +WINDOW +BYTES/);
  expect(text).toMatch(/8 +0\.000800 +0\.000100 +client → +PSH ACK +11 +1 +512 +10/);
});

test.each<[matter: SegmentMatter, words: string]>([
  [{ kind: 'sent-again', bytes: 1448 }, '! 1,448 bytes sent again'],
  [{ kind: 'sent-again', bytes: 0 }, '! sent again'],
  [{ kind: 'missing-before', bytes: 1 }, '! 1 byte missing before it'],
  [{ kind: 'late-before', bytes: 9 }, '! ahead of 9 bytes'],
  [{ kind: 'out-of-order' }, '! out of order'],
  [{ kind: 'cut', bytes: 14 }, '! 14 bytes cut off by the snap length'],
  [{ kind: 'zero-window' }, '! window 0: takes no more'],
  [{ kind: 'reset' }, '! reset'],
  [{ kind: 'late' }, '! after the end'],
  [{ kind: 'keep-alive' }, ' keep-alive'],
  [{ kind: 'copy' }, ' copy from another interface'],
])('what was the matter is said in words: %o', (matter, words) => {
  expect(shown({ segments: [segment(1, { matters: [matter] })] }, { width: 100 })).toContain(words);
});

test('a packet with bytes opens, and the first one is chosen at first', () => {
  const packets = {
    connection: connection(),
    segments: [segment(7), segment(8, { length: 0 })],
    more: false,
    refused: null,
  };
  const pane = packetsMaker(exchange(), { kind: 'packets', packets })(paneView());
  expect(pane.opens(pane.start)).toMatchObject({ kind: 'packet', segment: { frame: 7 } });
  expect([pane.opens(pane.start + 1), pane.opens(0)]).toEqual([null, null]);
});

const proxied = {
  listener: '127.0.0.1:9000',
  target: '/var/run/docker.sock',
  listenerTls: false,
  targetTls: false,
  pid: null,
  command: null,
};

test.each<[what: string, words: string, list: Partial<PacketList>]>([
  ['a proxy wrote', 'The proxy wrote these packets', { connection: connection({ proxied }) }],
  [
    'are too many',
    'The first 1 packets; the next ones come behind packet 7',
    { segments: [segment(7)], more: true },
  ],
  ['are not there', 'No packet of that time is in the capture', {}],
  ['cannot be read again', 'came over standard input', { refused: 'it came over standard input' }],
])('packets that %s', (_, words, list) => {
  expect(shown(list, { width: 120 })).toContain(words);
});

test('on HTTP/2 they are those of other calls too', () => {
  expect(shown({ segments: [segment(1)] }, {}, exchange({ stream: 3 }))).toContain('those of other calls');
});

test('the connection stands above them', () => {
  const text = shown({ connection: connection({ handshake: 'missed' }) });
  expect(text).toContain('before the capture began');
  expect(text).toMatch(/FROM +PACKETS +BYTES/);
});
