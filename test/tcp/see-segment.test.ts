import { expect, test } from 'vitest';
import type { SeenSegment } from '../../src/layer/seen-segment.ts';
import { TcpLayer } from '../../src/tcp/tcp-layer.ts';
import { Conversation, play, type ScriptPacket } from '../builders/tcp-conversation.ts';

function seen(packets: readonly ScriptPacket[]): readonly SeenSegment[] {
  const all: SeenSegment[] = [];
  const layer = new TcpLayer({
    seen: (segment) => {
      all.push({ ...segment, bytes: new Uint8Array(segment.bytes) });
    },
  });
  play(layer, packets);
  return all;
}

/** Direction, number, bytes, and what was the matter. */
function lines(packets: readonly ScriptPacket[]): readonly string[] {
  return seen(packets).map((segment) => {
    const { direction, sequence, bytes, missing, sentAgain, repeated, outOfOrder, ahead, keepAlive, late } =
      segment;
    const words = [
      `${direction} ${sequence}+${bytes.length + missing}`,
      sentAgain > 0 ? `again ${sentAgain}` : '',
      repeated ? 'repeated' : '',
      outOfOrder ? 'out of order' : '',
      ahead > 0 ? `ahead ${ahead}` : '',
      keepAlive ? 'keep-alive' : '',
      late ? 'late' : '',
    ];
    return words.filter((word) => word !== '').join(' ');
  });
}

test('a connection from its handshake to its end', () => {
  const { a, b, handshake } = withHandshake();
  const packets = [...handshake, a.data('hello'), b.ack(), a.fin(), b.fin(), a.ack()];
  expect(lines(packets)).toEqual([
    'a-to-b 0+0',
    'b-to-a 0+0',
    'a-to-b 1+0',
    'a-to-b 1+5',
    'b-to-a 1+0',
    'a-to-b 6+0',
    'b-to-a 1+0',
    'a-to-b 7+0 late',
  ]);
});

test('a SYN, bytes and a FIN that are sent again', () => {
  const { a, b, handshake } = withHandshake();
  const [syn, ...rest] = handshake;
  const one = a.data('hello');
  const end = a.fin();
  expect(lines([syn!, syn!, ...rest, one, one, b.ack(), end, end])).toEqual([
    'a-to-b 0+0',
    'a-to-b 0+0 repeated',
    'b-to-a 0+0',
    'a-to-b 1+0',
    'a-to-b 1+5',
    'a-to-b 1+5 again 5',
    'b-to-a 1+0',
    'a-to-b 6+0',
    'a-to-b 6+0 repeated',
  ]);
});

test('bytes that come behind later ones', () => {
  const { a, handshake } = withHandshake();
  const [one, two, three] = [a.data('one'), a.data('second'), a.data('3')];
  expect(lines([...handshake, one, three, two]).slice(3)).toEqual([
    'a-to-b 1+3',
    'a-to-b 10+1 ahead 6',
    'a-to-b 4+6 out of order',
  ]);
});

test('a probe of one byte, or none, before the next', () => {
  const { a, b, handshake } = withHandshake();
  const packets = [...handshake, a.data('hello'), b.ack(), a.data('', { seq: 4 }), a.data('o', { seq: 4 })];
  expect(lines(packets).slice(5)).toEqual(['a-to-b 5+0 keep-alive', 'a-to-b 5+1 keep-alive']);
});

test('numbers count on where bytes were lost and given up', () => {
  const { a, b, handshake } = withHandshake();
  const one = a.data('one');
  a.data('lost');
  const three = a.data('three');
  const packets = [...handshake, one, three, b.ack(), ...Array.from({ length: 8 }, () => a.data('x'))];
  expect(lines(packets).at(-1)).toBe('a-to-b 20+1');
});

test('what the snap length cut off belongs to a length', () => {
  const { a, handshake } = withHandshake();
  expect(seen([...handshake, a.data('hello', { cut: 2 })]).at(-1)).toMatchObject({ missing: 2, sequence: 1 });
});

test('joined in the middle, the first byte that is seen is 1', () => {
  const { a, b } = withHandshake();
  a.data('not captured');
  expect(lines([a.data('hello'), b.ack(), a.data('again')])).toEqual([
    'a-to-b 1+5',
    'b-to-a 1+0',
    'a-to-b 6+5',
  ]);
});

test('a copy is told of without being counted', () => {
  const layer = new TcpLayer();
  const { a, handshake } = withHandshake();
  const data = a.data('hello');
  for (const { ip } of [...handshake, data]) layer.push(ip);
  expect(layer.copy(data.ip)).toMatchObject({ connection: 1, sequence: 1, copy: true, sentAgain: 0 });
  expect(layer.copy(new Conversation({ aPort: 9 }).a.syn().ip)).toBeNull();
});

function withHandshake() {
  const conversation = new Conversation();
  return { a: conversation.a, b: conversation.b, handshake: conversation.handshake() };
}
