import { Terminal } from '../../test/e2e/terminal.ts';

/** Bytes written to a terminal of 200 × 50, and the rows that they touch. */
export interface Redraw {
  readonly bytes: number;
  readonly rows: number;
}

/** How long nothing is written before an update is over, in milliseconds. */
const OVER_MS = 400;

/** What the whole screen takes, and what one line down takes. */
export async function redraws(capture: string): Promise<{ readonly whole: Redraw; readonly moved: Redraw }> {
  const terminal = Terminal.program(['replay', capture], { columns: 200, rows: 50 });
  await terminal.shows('✓ all read');
  const written = async (key: string): Promise<Redraw> => {
    await terminal.quiet(OVER_MS);
    const from = terminal.written.length;
    terminal.press(key);
    await terminal.quiet(OVER_MS);
    const text = terminal.written.slice(from);
    return { bytes: Buffer.byteLength(text), rows: (text.match(/\x1b\[\d+;1H/g) ?? []).length };
  };
  const whole = await written('ctrl-l');
  const moved = await written('j');
  terminal.press('Q');
  await terminal.ended;
  return { whole, moved };
}
