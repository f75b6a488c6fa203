import { describe, expect, test } from 'vitest';
import { TcpLayer } from '../../src/tcp/tcp-layer.ts';
import { Conversation, later, play, type ScriptPacket } from '../builders/tcp-conversation.ts';
import { eventLines } from '../builders/tcp-event-lines.ts';
import { tcpIpPayload, tcpSegment } from '../builders/tcp-segment.ts';

/** A connection that says "one" and ends, and the next one on the same ports. */
function twice(closing: (first: Conversation) => readonly ScriptPacket[]) {
  const first = new Conversation();
  const second = new Conversation({ a: 900_000_000, b: 700_000_000 });
  return {
    first,
    second,
    packets: [...first.handshake(), first.a.data('one'), first.b.ack(), ...closing(first)],
  };
}

const fins = ({ a, b }: Conversation) => [a.fin(), b.fin(), a.ack()];
const reset = ({ b }: Conversation) => [b.rst()];
const nothing = () => [];

const FIN = ['1 open seen', '1 a "one"', '1 a end', '1 b end', '1 close fin'];
const RST = ['1 open seen', '1 a "one"', '1 close reset b'];
const NEXT = ['2 open seen', '2 a "two"', '2 close capture-end'];
const JOINED = ['2 open missed', '2 a "two"', '2 close capture-end'];

function lines(packets: readonly ScriptPacket[]): string[] {
  return eventLines(play(new TcpLayer(), packets));
}

describe('ports that are used again', () => {
  test('after both ends', () => {
    const { packets, second } = twice(fins);
    const next = [...second.handshake(), second.a.data('two')];
    expect(lines([...packets, ...next])).toEqual([...FIN, ...NEXT]);
  });

  test('after a reset', () => {
    const { packets, second } = twice(reset);
    const next = [...second.handshake(), second.a.data('two')];
    expect(lines([...packets, ...next])).toEqual([...RST, ...NEXT]);
  });

  test('of a connection whose end was not captured', () => {
    const { packets, second } = twice(nothing);
    const next = [...second.handshake(), second.a.data('two')];
    const first = ['1 open seen', '1 a "one"', '1 close reused'];
    expect(lines([...packets, ...next])).toEqual([...first, ...NEXT]);
  });

  test('of an open connection, by the other side', () => {
    const { packets, second } = twice(nothing);
    const { a, b } = second;
    const next = [b.syn(), a.synAck(), b.data('two')];
    const first = ['1 open seen', '1 a "one"', '1 close reused'];
    expect(lines([...packets, ...next])).toEqual([...first, ...NEXT]);
  });

  test('where only the SYN-ACK was captured', () => {
    const { packets, second } = twice(nothing);
    const [, synAck, ack] = second.handshake();
    const first = ['1 open seen', '1 a "one"', '1 close reused'];
    expect(lines([...packets, synAck!, ack!, second.a.data('two')])).toEqual([...first, ...NEXT]);
  });

  test('where nothing of the handshake was captured', () => {
    const { packets, second } = twice(fins);
    expect(lines([...packets, second.a.data('two')])).toEqual([...FIN, ...JOINED]);
  });

  test('of a connection that was joined in the middle', () => {
    const first = new Conversation();
    const second = new Conversation({ a: 900_000_000 });
    const packets = [first.a.data('one'), ...second.handshake(), second.a.data('two')];
    const joined = ['1 open missed', '1 a "one"', '1 close reused'];
    expect(lines(packets)).toEqual([...joined, ...NEXT]);
  });

  test('by the same SYN, a while after it was refused', () => {
    const { a, b } = new Conversation();
    const packets = [a.syn(), b.rst(), later(500, a.syn()), b.synAck(), a.ack(), a.data('two')];
    expect(lines(packets)).toEqual(['1 open seen', '1 close reset b', ...NEXT]);
  });

  test('by its own side, which shows that the RST was forged', () => {
    const { packets, first } = twice(reset);
    const next = later(60, first.b.data('still here'));
    expect(lines([...packets, first.a.data('on its way'), next])).toEqual([
      ...RST,
      '2 open missed',
      '2 a "still here"',
      '2 close capture-end',
    ]);
  });
});

describe('segments that open no ghost', () => {
  test.each<{ name: string; late: (conversation: Conversation) => ScriptPacket; closing: typeof fins }>([
    { name: 'a retransmission', late: ({ a }) => a.data('one', { seq: 0 }), closing: fins },
    { name: 'an end sent again', late: ({ b }) => b.ack({ seq: 0, flags: 'F' }), closing: fins },
    { name: 'an acknowledgment', late: ({ a }) => a.ack(), closing: fins },
    { name: 'the handshake sent again', late: ({ a }) => a.syn(), closing: fins },
    { name: 'a RST for a late segment', late: ({ b }) => b.rst(), closing: fins },
    { name: 'the SYN in its second capture', late: ({ a }) => a.syn(), closing: reset },
    { name: 'data that was on its way', late: ({ a }) => a.data('more'), closing: reset },
    { name: 'data of the sender of the RST', late: ({ b }) => b.data('more', { seq: 0 }), closing: reset },
  ])('$name after the end', ({ late, closing }) => {
    const { packets, first } = twice(closing);
    expect(lines([...packets, late(first)])).toEqual(closing === fins ? FIN : RST);
  });

  test.each([
    { name: 'a RST', flags: 'R' },
    { name: 'a RST with ACK', flags: 'R.' },
    { name: 'a scan with FIN alone', flags: 'F' },
    { name: 'a scan without flags', flags: '' },
  ])('$name of an unknown connection', ({ flags }) => {
    const segment = tcpSegment({ sourcePort: 1, destinationPort: 2, sequence: 3, flags });
    expect(new TcpLayer().push(tcpIpPayload([10, 0, 0, 1], [10, 0, 0, 2], segment))).toEqual([]);
  });

  test('a closed connection is forgotten after a minute', () => {
    const { packets, first } = twice(fins);
    expect(lines([...packets, later(59_000, first.a.ack()), first.a.ack()])).toEqual(FIN);
    expect(lines([...packets, later(61_000, new Conversation({ aPort: 1 }).a.syn()), first.a.ack()])).toEqual(
      [...FIN, '2 open seen', '3 open missed', '2 close capture-end', '3 close capture-end'],
    );
  });
});

describe('a listener that answers a repeated SYN with another number', () => {
  test('the answer that the client takes holds', () => {
    const first = new Conversation();
    const second = new Conversation({ b: 777_000 });
    const packets = [
      first.a.syn(),
      first.b.synAck(),
      first.a.syn(),
      second.b.synAck(),
      second.a.ack(),
      second.a.data('ping'),
      second.b.data('pong'),
    ];
    expect(lines(packets)).toEqual(['1 open seen', '1 a "ping"', '1 b "pong"', '1 close capture-end']);
  });
});
