import { describe, expect, test } from 'vitest';
import { ConnectionOutput } from '../../src/tcp/connection-output.ts';
import { DirectionStream } from '../../src/tcp/direction-stream.ts';
import { RESET_WINDOW } from '../../src/tcp/limits.ts';
import { isPlausibleReset } from '../../src/tcp/reset.ts';
import { ACK, RST, type Segment } from '../../src/tcp/segment.ts';

function streams(): { sender: DirectionStream; receiver: DirectionStream } {
  const output = new ConnectionOutput(1, () => {});
  const total = { bytes: 0, arrivals: 0 };
  const sender = new DirectionStream('b-to-a', output, total);
  const receiver = new DirectionStream('a-to-b', output, total);
  sender.peer = receiver;
  receiver.peer = sender;
  return { sender, receiver };
}

function rst(sequence: number, acknowledgment: number | null = null): Segment {
  return {
    sourcePort: 2375,
    destinationPort: 40_000,
    sequence: sequence >>> 0,
    acknowledgment: acknowledgment ?? 0,
    flags: acknowledgment === null ? RST : RST | ACK,
    window: 0,
    bytes: new Uint8Array(),
    payloadStart: 0,
    payloadEnd: 0,
    missing: 0,
    at: 0,
  };
}

describe('of a sender of which nothing was seen', () => {
  test.each([
    { name: 'that refuses the SYN', segment: rst(0, 1000), want: true },
    { name: 'that acknowledges something else', segment: rst(0, 1001), want: false },
    { name: 'without an acknowledgment', segment: rst(0), want: true },
  ])('a RST $name', ({ segment, want }) => {
    const { sender, receiver } = streams();
    receiver.startAt(1000);
    expect(isPlausibleReset(sender, segment)).toBe(want);
  });

  test('a RST on a connection joined in the middle', () => {
    expect(isPlausibleReset(streams().sender, rst(5, 77))).toBe(true);
  });
});

describe.each([1000, 0xffff_fff0])('of a sender at %d, acknowledged to 8 before', (start) => {
  test.each([
    { name: 'in its place', offset: 0, want: true },
    { name: 'where the receiver is', offset: -8, want: true },
    { name: 'before that', offset: -9, want: false },
    { name: 'a window ahead', offset: RESET_WINDOW, want: true },
    { name: 'further ahead', offset: RESET_WINDOW + 1, want: false },
    { name: 'anywhere', offset: 0x5000_0000, want: false },
  ])('a RST $name', ({ offset, want }) => {
    const { sender } = streams();
    sender.startAt(start);
    sender.acknowledge(start - 8, false);
    expect(isPlausibleReset(sender, rst(start + offset))).toBe(want);
  });
});
