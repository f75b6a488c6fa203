import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IpPayload } from '../../src/layer/ip-payload.ts';
import type { Issue } from '../../src/layer/issue.ts';
import { IpLayer } from '../../src/net/ip-layer.ts';
import { ascii, concat, counting, zeros } from '../builders/bytes.ts';
import { ipPacket } from '../builders/ip-packet.ts';
import { ipv4, ipv6, ipv6Fragment, tcp } from '../builders/packet.ts';

type Event = IpPayload | Issue;

function outline(event: Event): string {
  if (event.kind === 'issue') return event.code;
  const payload = Buffer.from(event.bytes.subarray(event.start, event.end)).toString('latin1');
  return event.missing === 0 ? payload : `${payload} and ${event.missing} missing`;
}

function outlines(layer: IpLayer, bytes: Uint8Array, cut = 0): readonly string[] {
  return layer.push(ipPacket(bytes, { cut })).map(outline);
}

describe.each([4, 6] as const)('IPv%i', (version) => {
  const make = version === 4 ? ipv4 : ipv6;

  test('a payload is handed on as offsets into the packet', () => {
    const bytes = concat(zeros(14), make(ascii('payload')), zeros(5));
    const [event] = new IpLayer().push(ipPacket(bytes, { start: 14, at: 9 }));
    const headerEnd = version === 4 ? 34 : 54;
    expect(event).toEqual({
      kind: 'ip-payload',
      version,
      protocol: 6,
      bytes,
      source: version === 4 ? 26 : 22,
      destination: version === 4 ? 30 : 38,
      start: headerEnd,
      end: headerEnd + 7,
      missing: 0,
      at: 9,
    });
    expect(event).toHaveProperty('bytes', bytes);
  });

  test('what the snap length cut off is counted', () => {
    expect(outlines(new IpLayer(), make(ascii('payload')).slice(0, -3), 3)).toEqual(['payl and 3 missing']);
  });

  test('also where the capture does not know how long the frame was', () => {
    expect(outlines(new IpLayer(), make(ascii('payload')).slice(0, -3))).toEqual(['payl and 3 missing']);
  });
});

test('a reassembled IPv4 datagram has its addresses and payload', () => {
  const layer = new IpLayer();
  const piece = (payload: Uint8Array, offset: number, more: boolean): Uint8Array =>
    ipv4(payload, { protocol: 17, fragment: { offset, more } });
  expect(layer.push(ipPacket(piece(counting(8), 0, true)))).toEqual([]);
  const [event] = layer.push(ipPacket(piece(counting(3, 8), 8, false), { at: 5 }));
  expect(event).toMatchObject({ version: 4, protocol: 17, source: 0, destination: 4, missing: 0, at: 5 });
  if (event?.kind !== 'ip-payload') throw new Error('no payload');
  expect(event.bytes.subarray(0, 8)).toEqual(Uint8Array.of(10, 0, 0, 1, 10, 0, 0, 2));
  expect(event.bytes.subarray(event.start, event.end)).toEqual(counting(11));
});

test('a reassembled IPv6 datagram is walked on through its extension headers', () => {
  const layer = new IpLayer();
  const options = concat(Uint8Array.of(6, 0), zeros(6));
  const datagram = concat(options, tcp(ascii('hello')));
  const piece = (from: number, to: number): Uint8Array =>
    ipv6(
      ipv6Fragment(datagram.subarray(from, to), {
        id: 3,
        offset: from,
        more: to < datagram.length,
        nextHeader: 60,
      }),
      { nextHeader: 44 },
    );
  expect(layer.push(ipPacket(piece(16, datagram.length)))).toEqual([]);
  const [event] = layer.push(ipPacket(piece(0, 16)));
  expect(event).toMatchObject({ version: 6, protocol: 6, source: 0, destination: 16, start: 40, end: 65 });
});

test('a fragment cut by the snap length cuts the datagram there', () => {
  const layer = new IpLayer();
  const first = ipv4(ascii('abcdefgh'), { fragment: { offset: 0, more: true } });
  const last = ipv4(ascii('ij'), { fragment: { offset: 8, more: false } });
  expect(outlines(layer, first.slice(0, -2), 2)).toEqual([]);
  expect(outlines(layer, last)).toEqual(['abcdef and 4 missing']);
});

const issues = [
  { name: 'neither version', bytes: Uint8Array.of(0x50, 0, 0, 0), code: 'net/not-ip' },
  { name: 'IPv4 cut', bytes: ipv4(zeros(0)).slice(0, 10), code: 'net/header-cut' },
  { name: 'IPv6 cut', bytes: ipv6(zeros(0)).slice(0, 10), code: 'net/header-cut' },
  { name: 'IPv4 lengths', bytes: ipv4(zeros(0), { totalLength: 3 }), code: 'net/header-corrupt' },
];

test.each(issues)('$name is an issue', ({ bytes, code }) => {
  expect(outlines(new IpLayer(), bytes)).toEqual([code]);
});

test('copies from other interfaces are left out and counted, fragments too', () => {
  const layer = new IpLayer();
  const first = ipv4(ascii('abcdefgh'), { fragment: { offset: 0, more: true } });
  const last = ipv4(ascii('ij'), { fragment: { offset: 8, more: false } });
  const seen = (bytes: Uint8Array, seenOn: number): readonly string[] =>
    layer.push(ipPacket(bytes, { seenOn })).map(outline);
  expect([seen(first, 1), seen(first, 2), seen(last, 1), seen(last, 2)]).toEqual([
    [],
    [],
    ['abcdefghij'],
    [],
  ]);
  expect(layer.duplicatesSeen).toBe(2);
  expect(layer.end(0)).toEqual([]);
});

test('no bytes whatever throw, and a payload is inside its bytes', () => {
  const first = fc.constantFrom(0x45, 0x46, 0x4f, 0x60, 0x50);
  const nextHeader = fc.constantFrom(0, 6, 43, 44, 51, 60, 135, 255);
  const packets = fc.array(fc.tuple(first, nextHeader, fc.uint8Array({ maxLength: 120 })), { maxLength: 8 });
  fc.assert(
    fc.property(packets, fc.nat(2000), (rows, cut) => {
      const layer = new IpLayer();
      const events = rows.flatMap(([version, next, rest]) => {
        const bytes = concat(Uint8Array.of(version), rest);
        if (bytes.length > 6) bytes[6] = next;
        return layer.push(ipPacket(bytes, { cut, seenOn: cut % 3 }));
      });
      layer.end(0);
      return events.every(
        (event) =>
          event.kind === 'issue' ||
          (event.start <= event.end && event.end <= event.bytes.length && event.missing >= 0),
      );
    }),
    { numRuns: 2000 },
  );
});
