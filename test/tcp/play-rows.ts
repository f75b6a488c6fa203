import { describe, expect, test } from 'vitest';
import { TcpLayer } from '../../src/tcp/tcp-layer.ts';
import {
  Conversation,
  type ConversationOptions,
  play,
  type ScriptPacket,
  type Side,
} from '../builders/tcp-conversation.ts';
import { eventLines } from '../builders/tcp-event-lines.ts';

/** Which packets are captured, in which order, and what comes out. `open` is the handshake. */
export interface Row {
  readonly name: string;
  readonly packets: (a: Side, b: Side, open: readonly ScriptPacket[]) => readonly ScriptPacket[];
  readonly want: readonly string[];
}

const numbers: readonly (ConversationOptions & { readonly name: string })[] = [
  { name: 'ordinary', a: 1000, b: 5000 },
  { name: 'soon wrapping', a: 0xffff_fffc, b: 0xffff_fffe },
  { name: 'sign changing, IPv6,', a: 0x7fff_fffd, b: 0x8000_0001, version: 6 },
];

/** Plays each row with first sequence numbers of several kinds, and wants the same events each time. */
export function playRows(rows: readonly Row[]): void {
  describe.each(numbers)('$name numbers', (options) => {
    test.each(rows)('$name', ({ packets, want }) => {
      const conversation = new Conversation(options);
      const events = play(new TcpLayer(), packets(conversation.a, conversation.b, conversation.handshake()));
      expect(eventLines(events)).toEqual(want);
    });
  });
}
