/** Start and end of a synchronized update, so that a terminal which knows it shows no half-drawn frame. */
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';

/**
 * What to write so that a screen of `rows` rows that shows `previous` shows `next`. Lines that stayed are
 * not written again. With `previous` null, nothing is known of the screen and all of it is written.
 *
 * A line is erased before it is written and not after: behind a line as wide as the screen, the cursor
 * still stands on its last column.
 */
export function frameUpdate(
  previous: readonly string[] | null,
  next: readonly string[],
  rows: number,
): string {
  let update = previous === null ? '\x1b[2J' : '';
  for (let row = 0; row < rows; row++) {
    const text = next[row] ?? '';
    if (text === (previous?.[row] ?? '')) continue;
    update += `\x1b[${row + 1};1H\x1b[2K${text}\x1b[0m`;
  }
  return update === '' ? '' : BEGIN + update + END;
}
