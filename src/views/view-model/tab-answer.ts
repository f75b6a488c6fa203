import type { Content } from './content.ts';
import type { CommandCalls, ConnectionUse } from './engine.ts';
import type { PacketList } from './packet-list.ts';
import type { PaneView } from './pane.ts';
import type { Raw } from './raw.ts';
import { type StyledLine, span } from './styled-line.ts';

/** What a tab asked for beyond its exchange: nothing, on its way, here, or not to be had. */
export type TabAnswer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'raw'; readonly raw: Raw }
  | { readonly kind: 'packets'; readonly packets: PacketList }
  | { readonly kind: 'use'; readonly use: ConnectionUse }
  | { readonly kind: 'command'; readonly command: CommandCalls };

/** What is known of an exchange's neighbours. */
export interface Surroundings {
  /** Calls of the command that it belongs to, itself among them. */
  readonly calls: number;
  /** The command, where the exchange was opened as what it is mainly about. */
  readonly command: CommandCalls | null;
}

/** Of an exchange that is looked at by itself, and is the only call of its command. */
export const ALONE: Surroundings = { calls: 1, command: null };

export const NOTHING_ASKED: TabAnswer = { kind: 'nothing' };

/** Where the answer would stand, until it is here. */
export function answerNote(answer: TabAnswer, { symbols }: PaneView): readonly StyledLine[] {
  if (answer.kind === 'waiting') return [[], [span(`   Reading the capture${symbols.ellipsis}`, 'dim')]];
  if (answer.kind === 'refused') {
    return [[], [span(`   ${symbols.warning} ${answer.why}.`, 'status.warning')]];
  }
  return [];
}
