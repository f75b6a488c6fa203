import { describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

/** What is only to be seen. */
const DRAWN = /[\u2500-\u259f\u25a0-\u25ff\u2713\u2717]/;

describe.skipIf(cannotOpenTerminal !== null)(`for a screen reader${leftOut}`, () => {
  test('the screen is plain text, the chosen line is said, and what stays is not written again', async () => {
    const env = { INK_SCREEN_READER: 'true' };
    const terminal = Terminal.program(['-r', 'fixtures/classic-build/capture.pcapng'], { env });
    try {
      const list = await terminal.shows('ok all read');
      expect(list).toMatch(/^folded 08:43:26 {2}build web:latest .* failed step 7\/17/m);
      await terminal.quiet(500);
      const before = terminal.written.length;
      terminal.press('j');
      await terminal.shows('2 of 4');
      const move = terminal.written.slice(before);
      // Last of all the row that was chosen, and the cursor at its beginning.
      expect(move).toMatch(/\x1b\[4;1H\x1b\[2Kfolded 08:43:31 [^\x1b]*\x1b\[4;1H\x1b\[\?25h$/);
      expect(move).not.toContain('08:43:26');
      terminal.press('enter');
      expect(await terminal.shows('It was done')).toContain('[Overview] Context');
      terminal.press('2');
      expect(await terminal.shows('[Context]')).toContain('unfolded node_modules/');
      expect(terminal.written).not.toMatch(DRAWN);
      expect(terminal.written).not.toMatch(/\x1b\[(?:7|1|2|3\d)m/);
      terminal.press('Q');
      expect([await terminal.ended, terminal.isAsItWas]).toEqual([0, true]);
    } finally {
      await terminal.close();
    }
  });
});
