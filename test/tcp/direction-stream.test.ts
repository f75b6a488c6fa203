import { describe } from 'vitest';
import { later, type Side } from '../builders/tcp-conversation.ts';
import { playRows } from './play-rows.ts';

const OPEN = '1 open seen';
const END = '1 close capture-end';

describe('order', () => {
  playRows([
    {
      name: 'two segments swapped',
      packets: (a, _b, open) => {
        const first = a.data('hello ');
        const second = a.data('world');
        return [...open, second, first];
      },
      want: [OPEN, '1 a "hello "', '1 a "world"', END],
    },
    {
      name: 'a segment twice',
      packets: (a, _b, open) => {
        const segment = a.data('hello');
        return [...open, segment, segment];
      },
      want: [OPEN, '1 a "hello"', END],
    },
    {
      name: 'a retransmission that brings more',
      packets: (a, _b, open) => [...open, a.data('abc'), a.data('abcdef', { seq: 0 })],
      want: [OPEN, '1 a "abc"', '1 a "def"', END],
    },
    {
      name: 'a retransmission around a buffered piece',
      packets: (a, _b, open) => [...open, a.data('cd', { seq: 2 }), a.data('abcdef', { seq: 0 })],
      want: [OPEN, '1 a "ab"', '1 a "cd"', '1 a "ef"', END],
    },
    {
      name: 'two copies of buffered bytes that differ: the first wins',
      packets: (a, _b, open) => [
        ...open,
        a.data('DEF', { seq: 3 }),
        a.data('deF', { seq: 3 }),
        a.data('abc', { seq: 0 }),
      ],
      want: [OPEN, '1 issue tcp/overlap-differs', '1 a "abc"', '1 a "DEF"', END],
    },
    {
      name: 'urgent data stays in its place',
      packets: (a, _b, open) => [
        ...open,
        a.data('ab'),
        a.data('!', { flags: 'U' }),
        a.data('!', { flags: 'U' }),
        a.data('cd'),
      ],
      want: [OPEN, '1 a "ab"', '1 issue tcp/urgent-data', '1 a "!"', '1 a "!"', '1 a "cd"', END],
    },
    {
      name: 'keep-alives: none or one byte of garbage before the next',
      packets: (a, b, open) => [
        ...open,
        a.data('ping'),
        b.ack(),
        a.ack({ seq: 3 }),
        b.ack(),
        a.data('\0', { seq: 3 }),
        b.ack(),
        a.data('pong', { seq: 4 }),
      ],
      want: [OPEN, '1 a "ping"', '1 a "pong"', END],
    },
    {
      name: 'a keep-alive before the first byte',
      packets: (a, b, open) => [
        ...open,
        a.data('x', { seq: -1 }),
        b.ack({ ack: 0 }),
        a.data('ping', { seq: 0 }),
      ],
      want: [OPEN, '1 a "ping"', END],
    },
    {
      name: 'a window probe with the next byte, sent again with the rest',
      packets: (a, b, open) => [
        ...open,
        a.data('abc'),
        b.ack(),
        a.data('d'),
        b.ack({ ack: 3 }),
        a.data('def', { seq: 3 }),
      ],
      want: [OPEN, '1 a "abc"', '1 a "d"', '1 a "ef"', END],
    },
  ]);
});

describe('loss', () => {
  playRows([
    {
      name: 'lost bytes are a gap a moment after they are acknowledged',
      packets: (a, b, open) => {
        a.data('hello ');
        const second = a.data('world');
        return [...open, second, b.ack(), later(60, b.ack()), a.data('!')];
      },
      want: [OPEN, '1 a gap 6 lost', '1 a "world"', '1 a "!"', END],
    },
    {
      name: 'the acknowledgment captured before the data is no loss',
      packets: (a, b, open) => {
        const first = a.data('hello ');
        const second = a.data('world');
        return [...open, second, b.ack(), later(20, first)];
      },
      want: [OPEN, '1 a "hello "', '1 a "world"', END],
    },
    {
      name: 'lost bytes with nothing behind them',
      packets: (a, b, open) => {
        a.data('hello');
        return [...open, b.ack(), later(60, b.ack())];
      },
      want: [OPEN, '1 a gap 5 lost', END],
    },
    {
      name: 'of a loss only what is acknowledged is given up',
      packets: (a, b, open) => {
        a.data('abc');
        const second = a.data('def');
        const third = a.data('ghi');
        return [...open, b.ack({ ack: 3 }), third, later(60, b.ack({ ack: 3 })), later(900, second)];
      },
      want: [OPEN, '1 a gap 3 lost', '1 a "def"', '1 a "ghi"', END],
    },
    {
      name: 'what the receiver has not acknowledged is waited for',
      packets: (a, b, open) => {
        const first = a.data('hello ');
        const second = a.data('world');
        return [...open, second, b.ack({ ack: 0 }), later(30_000, first)];
      },
      want: [OPEN, '1 a "hello "', '1 a "world"', END],
    },
    {
      name: '… but not for ever',
      packets: (a, b, open) => {
        a.data('hello ');
        const second = a.data('world');
        return [...open, second, b.ack({ ack: 0 }), later(121_000, b.ack({ ack: 0 }))];
      },
      want: [OPEN, '1 a gap 6 limit', '1 a "world"', END],
    },
    {
      name: 'what is missing at the end of the capture is lost',
      packets: (a, _b, open) => {
        a.data('hello ');
        return [...open, a.data('world')];
      },
      want: [OPEN, '1 a gap 6 lost', '1 a "world"', END],
    },
    {
      name: 'one direction captured: a hole is given up after two seconds',
      packets: (a, _b, [syn, , ack]) => {
        const first = a.data('one');
        a.data('two');
        const third = a.data('three');
        return [syn!, ack!, first, third, later(1_000, a.ack()), later(1_100, a.ack())];
      },
      want: [OPEN, '1 a "one"', '1 a gap 3 limit', '1 a "three"', END],
    },
    {
      name: 'one direction captured: what it acknowledges is a gap in the other',
      packets: (a, b, [syn, , ack]) => {
        const first = a.data('one');
        b.data('answer');
        const second = a.data('two');
        b.data('again');
        return [syn!, ack!, first, second, later(60, a.ack({ ack: 6 })), later(3_000, a.data('three'))];
      },
      want: [OPEN, '1 a "one"', '1 b gap 6 lost', '1 a "two"', '1 b gap 5 lost', '1 a "three"', END],
    },
    {
      name: 'a single acknowledged byte is lost when more follows',
      packets: (a, b, open) => {
        a.data('x');
        return [...open, b.ack(), later(60, b.ack()), a.data('yz')];
      },
      want: [OPEN, '1 a gap 1 lost', '1 a "yz"', END],
    },
    {
      name: 'each of two single bytes is lost',
      packets: (a, b, open) => {
        a.data('x');
        const first = [b.ack(), later(60, b.ack())];
        a.data('y');
        return [...open, ...first, b.ack(), later(60, b.ack())];
      },
      want: [OPEN, '1 a gap 1 lost', '1 a gap 1 lost', END],
    },
  ]);
});

describe('order between the directions', () => {
  playRows([
    {
      name: 'a response captured before its request comes after it',
      packets: (a, b, open) => {
        const request = a.data('ping');
        const response = b.data('pong');
        return [...open, response, request];
      },
      want: [OPEN, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'a response comes after the gap in place of its request',
      packets: (a, b, open) => {
        a.data('ping');
        return [...open, b.data('pong'), later(60, a.ack())];
      },
      want: [OPEN, '1 a gap 4 lost', '1 b "pong"', END],
    },
    {
      name: 'a request sent again with a newer acknowledgment goes first',
      packets: (a, b, open) => {
        a.data('ping');
        return [...open, b.data('pong'), a.data('ping', { seq: 0 })];
      },
      want: [OPEN, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'four turns captured backwards',
      packets: (a, b, open) => {
        const turns = [a.data('one'), b.data('two'), a.data('three'), b.data('four')];
        return [...open, ...turns.reverse()];
      },
      want: [OPEN, '1 a "one"', '1 b "two"', '1 a "three"', '1 b "four"', END],
    },
    {
      name: 'an end waits for the bytes that it acknowledges',
      packets: (a, b, open) => {
        const request = a.data('ping');
        return [...open, b.fin(), request];
      },
      want: [OPEN, '1 a "ping"', '1 b end', END],
    },
  ]);
});

describe('segments cut by the snap length', () => {
  playRows([
    {
      name: 'the cut is a gap in its place',
      packets: (a, _b, open) => [...open, a.data('hello', { cut: 2 }), a.data('world')],
      want: [OPEN, '1 a "hel"', '1 a gap 2 snap-length', '1 a "world"', END],
    },
    {
      name: 'nothing of the payload was captured',
      packets: (a, _b, open) => [...open, a.data('hello', { cut: 5 }), a.data('world')],
      want: [OPEN, '1 a gap 5 snap-length', '1 a "world"', END],
    },
    {
      name: 'a whole copy of what was cut, in the buffer',
      packets: (a, _b, open) => [
        ...open,
        a.data('cdef', { seq: 2, cut: 2 }),
        a.data('ef', { seq: 4 }),
        a.data('ab', { seq: 0 }),
      ],
      want: [OPEN, '1 a "ab"', '1 a "cd"', '1 a "ef"', END],
    },
    {
      name: 'a part of what was cut is in the buffer',
      packets: (a, _b, open) => [...open, a.data('cd', { seq: 2 }), a.data('abcdef', { seq: 0, cut: 5 })],
      want: [OPEN, '1 a "a"', '1 a gap 1 snap-length', '1 a "cd"', '1 a gap 2 snap-length', END],
    },
    {
      name: 'a whole copy that comes too late',
      packets: (a, _b, open) => [
        ...open,
        a.data('hello', { cut: 2 }),
        a.data('hello', { seq: 0 }),
        a.data('!', { seq: 5 }),
      ],
      want: [OPEN, '1 a "hel"', '1 a gap 2 snap-length', '1 a "!"', END],
    },
    {
      name: 'a cut segment sent twice, out of order, with its end',
      packets: (a, _b, open) => {
        const first = a.data('hello ');
        const second = a.fin('world', { cut: 4 });
        return [...open, second, second, first];
      },
      want: [OPEN, '1 a "hello "', '1 a "w"', '1 a gap 4 snap-length', '1 a end', END],
    },
  ]);
});

describe('the end of a direction', () => {
  playRows([
    {
      name: 'an end with data, before what lies before it',
      packets: (a, _b, open) => {
        const first = a.data('hello ');
        return [...open, a.fin('world'), first];
      },
      want: [OPEN, '1 a "hello "', '1 a "world"', '1 a end', END],
    },
    {
      name: 'an end sent again',
      packets: (a, b, open) => {
        const fin = a.fin('bye');
        return [...open, fin, fin, b.ack()];
      },
      want: [OPEN, '1 a "bye"', '1 a end', END],
    },
    {
      name: 'half-close: the other direction goes on for hours',
      packets: (a, b, open) => [
        ...open,
        a.fin('bye'),
        b.ack(),
        later(3_600_000, b.data('tick')),
        later(3_600_000, b.data('tock')),
      ],
      want: [OPEN, '1 a "bye"', '1 a end', '1 b "tick"', '1 b "tock"', END],
    },
    {
      name: 'keep-alives of the side that ended, with garbage',
      packets: (a, b, open) => [
        ...open,
        a.fin('bye'),
        b.ack(),
        a.data('x', { seq: 3 }),
        b.data('more', { ack: 4 }),
      ],
      want: [OPEN, '1 a "bye"', '1 a end', '1 b "more"', END],
    },
    {
      name: 'an acknowledgment of bytes behind the end',
      packets: (a, b, open) => [...open, a.fin('bye'), b.data('more', { ack: 99 })],
      want: [OPEN, '1 a "bye"', '1 a end', '1 b "more"', END],
    },
    {
      name: 'bytes behind the end',
      packets: (a, _b, open) => [...open, a.fin('bye'), a.data('what', { seq: 4 })],
      want: [OPEN, '1 a "bye"', '1 a end', '1 issue tcp/data-after-end', END],
    },
    {
      name: 'an end before bytes that were sent',
      packets: (a, _b, open) => [...open, a.data('hello'), a.fin('', { seq: 2 }), a.data('!', { seq: 5 })],
      want: [OPEN, '1 a "hello"', '1 issue tcp/data-after-end', '1 a "!"', END],
    },
    {
      name: 'an end that was lost shows when both have ended',
      packets: (a, b, open) => {
        const request = a.data('ping');
        a.fin();
        return [...open, request, b.ack(), later(60, b.fin('pong')), a.ack()];
      },
      want: [OPEN, '1 a "ping"', '1 b "pong"', '1 b end', '1 a end', '1 close fin'],
    },
    {
      name: 'an end that was taken for lost comes after all',
      packets: (a, b, open) => {
        const request = a.data('ping');
        const fin = a.fin();
        return [...open, request, b.ack(), later(60, b.ack()), fin, b.data('pong')];
      },
      want: [OPEN, '1 a "ping"', '1 a end', '1 b "pong"', END],
    },
  ]);
});

describe('a capture that starts in mid-connection', () => {
  const joined = '1 open missed';
  // Side a is the one that was seen first.
  playRows([
    {
      name: 'with data',
      packets: (a, b) => [a.data('ping', { seq: 100, ack: 7 }), b.data('pong', { seq: 7 })],
      want: [joined, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'with an acknowledgment, and bytes missing behind it: in flight then, or lost',
      packets: (a, b) => [b.ack({ seq: 7, ack: 100 }), a.data('ping', { seq: 150, ack: 7 })],
      want: [joined, '1 b gap 50 lost', '1 b "ping"', END],
    },
    {
      name: 'with an acknowledgment captured before its data',
      packets: (a, b) => [b.ack({ seq: 7, ack: 104 }), a.data('ping', { seq: 100, ack: 7 })],
      want: [joined, '1 b "ping"', END],
    },
    {
      name: 'with a keep-alive',
      packets: (a, b) => [
        a.ack({ seq: 99, ack: 7 }),
        b.ack({ seq: 7, ack: 100 }),
        later(60, a.data('ping', { seq: 100, ack: 7 })),
      ],
      want: [joined, '1 a "ping"', END],
    },
    {
      name: 'with a keep-alive of Windows',
      packets: (a, b) => [
        a.data('\0', { seq: 99, ack: 7 }),
        b.ack({ seq: 7, ack: 100 }),
        later(60, a.data('ping', { seq: 100, ack: 7 })),
      ],
      want: [joined, '1 a "ping"', END],
    },
    {
      name: 'with the answer to a keep-alive, then the next',
      packets: (a, b) => [
        b.ack({ seq: 7, ack: 100 }),
        a.data('x', { seq: 99, ack: 7 }),
        b.ack({ seq: 7, ack: 100 }),
        a.data('ping', { seq: 100, ack: 7 }),
      ],
      want: [joined, '1 b "ping"', END],
    },
    {
      name: 'with the SYN behind the first data',
      packets: (a, b, [syn, synAck]) => [a.data('ping'), syn!, synAck!, b.data('pong')],
      want: [joined, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'with the SYN behind data that is not the first',
      packets: (a, b, [syn, synAck]) => {
        const early = a.data('ping');
        return [a.data('more'), syn!, synAck!, early, b.data('pong')];
      },
      want: [joined, '1 a "more"', '1 issue tcp/late-start', '1 b "pong"', END],
    },
  ]);
});

describe('a SYN-ACK that is late or lost', () => {
  const shuffled = (a: Side, b: Side) => {
    const [request, answer, next] = [a.data('ping'), b.data('pong'), a.data('more')];
    return { request, answer, next };
  };
  const inOrder = ['1 a "ping"', '1 b "pong"', '1 a "more"'];
  playRows([
    {
      name: 'behind all it began',
      packets: (a, b, [syn, synAck]) => {
        const { request, answer, next } = shuffled(a, b);
        return [syn!, next, request, answer, synAck!];
      },
      want: [OPEN, ...inOrder, END],
    },
    {
      name: 'lost, the answer acknowledged before it is there',
      packets: (a, b, [syn]) => {
        const { request, answer, next } = shuffled(a, b);
        return [syn!, next, answer, request];
      },
      want: [OPEN, ...inOrder, END],
    },
    {
      name: 'lost, with the answer',
      packets: (a, b, [syn]) => {
        const { request, next } = shuffled(a, b);
        return [syn!, request, next, b.data('last')];
      },
      want: [OPEN, '1 a "ping"', '1 b gap 4 lost', '1 a "more"', '1 b "last"', END],
    },
  ]);
});
