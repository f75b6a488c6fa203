import { describe } from 'vitest';
import { later } from '../builders/tcp-conversation.ts';
import { playRows } from './play-rows.ts';

const OPEN = '1 open seen';
const END = '1 close capture-end';

describe('opening', () => {
  playRows([
    {
      name: 'a handshake, then both directions',
      packets: (a, b, open) => [...open, a.data('ping'), b.ack(), b.data('pong'), a.ack()],
      want: [OPEN, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'a SYN that gets no answer',
      packets: (a) => [a.syn(), later(1_000, a.syn()), later(2_000, a.syn())],
      want: [OPEN, END],
    },
    {
      name: 'without the SYN: the receiver of the SYN-ACK is side a',
      packets: (a, _b, [, synAck, ack]) => [synAck!, ack!, a.data('ping')],
      want: [OPEN, '1 a "ping"', END],
    },
    {
      name: 'without the SYN-ACK',
      packets: (a, b, [syn, , ack]) => [syn!, ack!, a.data('ping'), b.data('pong')],
      want: [OPEN, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'the handshake captured backwards',
      packets: (a, b, [syn, synAck, ack]) => [synAck!, syn!, ack!, a.data('ping'), b.data('pong')],
      want: [OPEN, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'the last part of the handshake first',
      packets: (a, b, [syn, synAck, ack]) => [ack!, synAck!, syn!, a.data('ping'), b.data('pong')],
      want: ['1 open missed', '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'both sides open at once (RFC 9293, figure 7)',
      packets: (a, b) => [a.syn(), b.syn(), a.synAck(), b.synAck(), a.data('ping'), b.data('pong')],
      want: [OPEN, '1 a "ping"', '1 b "pong"', END],
    },
    {
      name: 'data on the SYN and on the SYN-ACK (TCP Fast Open)',
      packets: (a, b) => [a.syn('ping'), b.synAck('pong'), a.ack(), a.data('more')],
      want: [OPEN, '1 a "ping"', '1 b "pong"', '1 a "more"', END],
    },
    {
      name: 'data on the SYN that is not accepted, and sent again',
      packets: (a, b) => [a.syn('ping'), b.synAck('', 0), a.data('ping', { seq: 0 }), b.data('pong')],
      want: [OPEN, '1 a "ping"', '1 b "pong"', END],
    },
  ]);
});

describe('closing', () => {
  playRows([
    {
      name: 'both ends, then late segments',
      packets: (a, b, open) => {
        const closing = [a.fin('bye'), b.ack(), b.fin('bye'), a.ack()];
        return [...open, ...closing, later(1_000, closing[2]!), closing[3]!];
      },
      want: [OPEN, '1 a "bye"', '1 a end', '1 b "bye"', '1 b end', '1 close fin'],
    },
    {
      name: 'both ends, captured backwards',
      packets: (a, b, open) => {
        const closing = [a.fin('bye'), b.fin('bye'), a.ack()];
        return [...open, ...closing.reverse()];
      },
      want: [OPEN, '1 a "bye"', '1 a end', '1 b "bye"', '1 b end', '1 close fin'],
    },
    {
      name: 'the connection is refused',
      packets: (a, b) => [a.syn(), b.rst({ seq: 123_456 })],
      want: [OPEN, '1 close reset b'],
    },
    {
      name: 'a forged refusal, which does not know the SYN',
      packets: (a, b) => [a.syn(), b.rst({ ack: 500 }), b.synAck(), a.data('ping')],
      want: [OPEN, '1 issue tcp/reset-ignored', '1 a "ping"', END],
    },
    {
      name: 'a RST in its place',
      packets: (a, _b, open) => [...open, a.data('ping'), a.rst()],
      want: [OPEN, '1 a "ping"', '1 close reset a'],
    },
    {
      name: 'a RST where the receiver was when its sender gave up',
      packets: (a, b, open) => [
        ...open,
        a.data('ping'),
        a.data('more'),
        b.ack({ ack: 4 }),
        a.rst({ seq: 4 }),
      ],
      want: [OPEN, '1 a "ping"', '1 a "more"', '1 close reset a'],
    },
    {
      name: 'a RST without ACK, of a side that was not seen',
      packets: (a, b) => [a.data('ping', { ack: 7 }), b.rst({ seq: 7, ack: null })],
      want: ['1 open missed', '1 a "ping"', '1 close reset b'],
    },
    {
      name: 'a RST captured before the last bytes',
      packets: (a, _b, open) => {
        const last = a.data('ping');
        return [...open, a.rst(), last];
      },
      want: [OPEN, '1 a "ping"', '1 close reset a'],
    },
    {
      name: 'a RST behind lost bytes',
      packets: (a, b, open) => {
        a.data('ping');
        return [...open, a.rst(), later(60, b.ack({ ack: 0 }))];
      },
      want: [OPEN, '1 a gap 4 lost', '1 close reset a'],
    },
    {
      name: 'a RST behind lost bytes at the end of the capture',
      packets: (a, _b, open) => {
        a.data('ping');
        return [...open, a.rst()];
      },
      want: [OPEN, '1 a gap 4 lost', '1 close reset a'],
    },
    {
      name: 'a RST hands on what was waiting',
      packets: (a, b, open) => {
        a.data('lost ');
        return [...open, a.data('ping'), b.rst({ ack: 0 })];
      },
      want: [OPEN, '1 a gap 5 lost', '1 a "ping"', '1 close reset b'],
    },
    {
      name: 'a blind RST',
      packets: (a, _b, open) => [...open, a.data('ping'), a.rst({ seq: 100 << 20 }), a.data('more')],
      want: [OPEN, '1 a "ping"', '1 issue tcp/reset-ignored', '1 a "more"', END],
    },
    {
      name: 'a RST of long ago',
      packets: (a, b, open) => [...open, a.data('ping'), b.ack(), a.rst({ seq: 0 }), a.data('more')],
      want: [OPEN, '1 a "ping"', '1 issue tcp/reset-ignored', '1 a "more"', END],
    },
    {
      name: 'a RST in the window, behind which its sender goes on',
      packets: (a, _b, open) => [
        ...open,
        a.data('ping'),
        a.rst({ seq: 8 }),
        a.data('more', { seq: 8 }),
        a.data('some', { seq: 4 }),
      ],
      want: [OPEN, '1 a "ping"', '1 a "some"', '1 a "more"', END],
    },
  ]);
});
