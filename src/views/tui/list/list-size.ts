/** Header, rule and column titles above; rule, status line and keys below. */
const FRAME_ROWS = 6;

/** Rows that a screen of `height` rows leaves for the exchanges, with `notes` lines of findings. */
export function listHeight(height: number, notes: number): number {
  return Math.max(1, height - FRAME_ROWS - notes);
}
