import { describe, expect, test } from 'vitest';
import { ACK, FIN, PSH, readSegment, SYN } from '../../src/tcp/segment.ts';
import { ascii, hex } from '../builders/bytes.ts';
import { tcpIpPayload, tcpSegment } from '../builders/tcp-segment.ts';

const SOURCE = [10, 0, 0, 1];
const DESTINATION = [10, 0, 0, 2];

describe('readSegment', () => {
  test('a SYN of Linux, byte by byte', () => {
    // Ports 40000 and 2375, then sequence, acknowledgment, 40 bytes of header, SYN, window, and options:
    // MSS 1460, SACK permitted, timestamps, window scale 7.
    const bytes = hex(`9c40 0947 fedcba98 00000000 a002 faf0 0000 0000
      020405b4 0402 080a 00000001 00000000 01 030307`);
    expect(readSegment(tcpIpPayload(SOURCE, DESTINATION, bytes, { at: 5 }))).toMatchObject({
      sourcePort: 40_000,
      destinationPort: 2375,
      sequence: 0xfedc_ba98,
      acknowledgment: 0,
      flags: SYN,
      payloadStart: 48,
      payloadEnd: 48,
      missing: 0,
      at: 5,
    });
  });

  const fields = { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgment: 4, flags: 'FP.' };
  const whole = tcpSegment({ ...fields, options: new Uint8Array(12), payload: ascii('hello') });

  test.each([
    { name: 'whole', cut: 0, payload: 'hello', missing: 0 },
    { name: 'cut in its payload', cut: 2, payload: 'hel', missing: 2 },
    { name: 'cut at its payload', cut: 5, payload: '', missing: 5 },
    { name: 'cut in its options', cut: 10, payload: '', missing: 5 },
    { name: 'cut behind the fixed header', cut: 17, payload: '', missing: 5 },
  ])('a segment that is $name', ({ cut, payload, missing }) => {
    const segment = readSegment(tcpIpPayload(SOURCE, DESTINATION, whole, { cut }))!;
    expect(segment.flags).toBe(FIN | PSH | ACK);
    const { bytes, payloadStart, payloadEnd } = segment;
    expect(bytes.subarray(payloadStart, payloadEnd)).toEqual(ascii(payload));
    expect(segment.missing).toBe(missing);
  });

  test('a segment that is cut in the fixed header', () => {
    expect(readSegment(tcpIpPayload(SOURCE, DESTINATION, whole, { cut: 18 }))).toBeNull();
  });

  test.each([
    { name: 'shorter than a header', offset: 4 },
    { name: 'longer than the packet', offset: 10 },
  ])('a header length $name', ({ offset }) => {
    const bytes = whole.slice();
    bytes[12] = offset << 4;
    expect(readSegment(tcpIpPayload(SOURCE, DESTINATION, bytes))).toBeNull();
  });
});
