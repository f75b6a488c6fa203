/** Header, rule and column titles above; rule, findings and keys below. */
export const LIST_FRAME_ROWS = 6;

/** Rows that a terminal of `height` rows leaves for the exchanges. */
export function listHeight(height: number): number {
  return Math.max(1, height - LIST_FRAME_ROWS);
}
