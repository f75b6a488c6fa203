import type { Content } from './content.ts';
import type { CommandCalls } from './engine.ts';
import type { PacketList } from './packet-list.ts';
import type { PaneView } from './pane.ts';
import { type StyledLine, span } from './styled-line.ts';

/** What a tab asked for beyond its exchange: nothing, on its way, here, or not to be had. */
export type TabAnswer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'packets'; readonly packets: PacketList }
  | { readonly kind: 'command'; readonly command: CommandCalls };

export const NOTHING_ASKED: TabAnswer = { kind: 'nothing' };

/** Where the answer would stand, until it is here. */
export function answerNote(answer: TabAnswer, { symbols }: PaneView): readonly StyledLine[] {
  if (answer.kind === 'waiting') return [[], [span(`   Reading the capture${symbols.ellipsis}`, 'dim')]];
  if (answer.kind === 'refused') {
    return [[], [span(`   ${symbols.warning} ${answer.why}.`, 'status.warning')]];
  }
  return [];
}
