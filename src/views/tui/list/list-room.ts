import { type ListSplit, listSplit } from '../../view-model/list-preview.ts';
import type { ScreenLook } from '../screen-look.ts';

/** Header, rule and column titles above; rule, status line and keys below. */
const FRAME_ROWS = 6;

/** What a screen leaves for the exchanges. */
export interface ListRoom {
  readonly height: number;
  /** Null where the list has the whole width. */
  readonly split: ListSplit | null;
  /** The look of the part that the list has. */
  readonly look: ScreenLook;
}

/** `notes`: lines of findings; `hasPreview`: the chosen row's preview is wanted beside the list. */
export function listRoom(look: ScreenLook, notes: number, hasPreview: boolean): ListRoom {
  const split = hasPreview ? listSplit(look.width, look.height) : null;
  return {
    height: Math.max(1, look.height - FRAME_ROWS - notes),
    split,
    look: split === null ? look : { ...look, width: split.list },
  };
}
