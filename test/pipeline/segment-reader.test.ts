import { expect, test } from 'vitest';
import type { Packet } from '../../src/layer/packet.ts';
import { SegmentReader } from '../../src/pipeline/segment-reader.ts';
import { tcpSegment } from '../builders/tcp-segment.ts';

const RAW_IP = 101;
const MORE = 0x2000;

/** An IPv4 packet without link header. */
function packet(payload: Uint8Array, fragment = 0, last = 2): Packet {
  const bytes = new Uint8Array(20 + payload.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x45, 0], 0);
  view.setUint16(2, bytes.length);
  view.setUint16(4, 7);
  view.setUint16(6, fragment);
  bytes.set([64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, last], 8);
  bytes.set(payload, 20);
  return { kind: 'packet', bytes, originalLength: bytes.length, at: 1e15, linkType: RAW_IP, interfaceId: 0 };
}

const data = tcpSegment({
  sourcePort: 40_000,
  destinationPort: 2375,
  sequence: 5,
  acknowledgment: 9,
  flags: 'P.',
  payload: Buffer.from('GET /_ping HTTP/1.1\r\n\r\n'),
});

test('packets are counted, and those of TCP are segments of a connection', () => {
  const reader = new SegmentReader();
  const udp = packet(new Uint8Array(8));
  udp.bytes[9] = 17;
  expect(reader.push(udp)).toEqual({ frame: 1, segments: [], events: [], fragment: null });
  const read = reader.push(packet(data));
  expect(read).toMatchObject({ frame: 2, segments: [{ connection: 1, sequence: 1 }], fragment: null });
  expect(read.events.map(({ kind }) => kind)).toEqual(['connection-open', 'stream-chunk']);
});

test('a segment in fragments is the last one, and of the others the addresses are told', () => {
  const reader = new SegmentReader();
  const first = reader.push(packet(data.subarray(0, 24), MORE));
  expect(first).toMatchObject({ segments: [], fragment: ['10.0.0.1', '10.0.0.2'] });
  const [segment] = reader.push(packet(data.subarray(24), 24 / 8)).segments;
  expect(Buffer.from(segment!.bytes).toString()).toBe('GET /_ping HTTP/1.1\r\n\r\n');
});

test('only connections of the wanted ports are followed', () => {
  expect(new SegmentReader({ ports: [2376] }).push(packet(data)).segments).toEqual([]);
  expect(new SegmentReader({ ports: [2375] }).push(packet(data)).segments).toHaveLength(1);
});

test('what another interface saw again is a copy', () => {
  const reader = new SegmentReader();
  reader.addInterface();
  reader.addInterface();
  expect(reader.push(packet(data)).segments).toMatchObject([{ copy: false }]);
  expect(reader.push({ ...packet(data), interfaceId: 1 })).toMatchObject({
    frame: 2,
    segments: [{ connection: 1, copy: true }],
    events: [],
  });
});
