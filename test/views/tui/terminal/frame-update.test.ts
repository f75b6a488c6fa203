import xterm from '@xterm/headless';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frameUpdate } from '../../../../src/views/tui/terminal/frame-update.ts';

it.each<[name: string, previous: readonly string[] | null, next: readonly string[], rows: readonly number[]]>(
  [
    ['nothing for the same frame', ['a', 'b'], ['a', 'b'], []],
    ['the line that changed', ['a', 'b', 'c'], ['a', 'x', 'c'], [2]],
    ['lines that went away', ['a', 'b', 'c'], ['a'], [2, 3]],
    ['everything where nothing is known', null, ['a', 'b'], [1, 2]],
  ],
)('writes %s', (_, previous, next, rows) => {
  const update = frameUpdate(previous, next, 4);
  expect([...update.matchAll(/\x1b\[(\d+);1H/g)].map(([, row]) => Number(row))).toEqual(rows);
});

it('brings any screen to any other', async () => {
  const frame = fc.array(fc.stringMatching(/^[a-z]{0,12}$/), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 6 }), async (frames) => {
      const terminal = new xterm.Terminal({ cols: 12, rows: 5, allowProposedApi: true });
      // As the session sets it: no wrapping, so that a full line does not move to the next.
      terminal.write('\x1b[?7l');
      let previous: readonly string[] | null = null;
      for (const next of frames) {
        await new Promise<void>((done) => terminal.write(frameUpdate(previous, next, 5), done));
        previous = next;
        const shown = Array.from({ length: 5 }, (_, row) =>
          terminal.buffer.active.getLine(row)!.translateToString(true),
        );
        expect(shown).toEqual(Array.from({ length: 5 }, (_, row) => next[row] ?? ''));
      }
    }),
    { numRuns: 50 },
  );
});
