import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type ScreenWalk, screenWalks } from './screen-walks.ts';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

/** `npm run screens` writes the pages anew. */
const rewrites = process.env.UPDATE_SCREENS !== undefined;

const sizes: readonly [columns: number, rows: number][] = [
  [80, 24],
  [120, 40],
  [200, 50],
];

/** How long the small screen has to be back; where a pane was scrolled it may not be the same. */
const BACK_MS = 1000;

const SMALL = { columns: 80, rows: 24 };

/** How long nothing has to be written before a screen counts as drawn, in milliseconds. */
const DRAWN_MS = 300;

let terminal: Terminal | null = null;
afterEach(async () => {
  await terminal?.close();
  terminal = null;
});

/** The screen without what is not the same twice: the memory that is used. */
function lasting(screen: string): string {
  return screen.replace(
    /^( (?:no filter|filter | {2}memory).*?)( *\d+)(?= MB)/gm,
    (_, before: string, memory: string) => {
      return before + '#'.padStart(memory.length);
    },
  );
}

/** A page of a golden file: a line that names the stop and its keys, and the screen. */
function page(name: string, keys: readonly string[], screen: string): string {
  return `──── ${name}${keys.length === 0 ? '' : `  (${keys.join(' ')})`}\n${screen}\n`;
}

/** Whether a screen was drawn as wide as that: each has a rule over its whole width. */
function fills(screen: string, columns: number): boolean {
  return screen.split('\n').some((line) => line.trimEnd().length >= columns - 1);
}

/**
 * Goes from stop to stop, looks at each in every size, and ends where a screen is not what it should be. Where
 * that is known, it is waited for no longer than needed.
 */
async function walk(
  shown: Terminal,
  { stops }: ScreenWalk,
  golden: readonly string[],
): Promise<readonly string[]> {
  const pages = sizes.map(() => '');
  await shown.shows('✓ all read');
  for (const [name, ...keys] of stops) {
    // Any key answers a question, so none is pressed behind the one that asks.
    const asking = name.endsWith('-asks') ? keys.at(-1) : undefined;
    await shown.pressed(...(asking === undefined ? keys : keys.slice(0, -1)));
    if (asking !== undefined) shown.press(asking);
    for (const [index, [columns, rows]] of sizes.entries()) {
      shown.resize(columns, rows);
      const before = pages[index] ?? '';
      const now = () => before + page(name, keys, lasting(shown.text()));
      const isRight = () => golden[index]?.startsWith(now()) ?? false;
      if (rewrites || !(await shown.becomes(isRight))) {
        // On a busy machine it may have stood still in its old size.
        await shown.becomes(() => fills(shown.text(), columns));
        await shown.quiet(DRAWN_MS);
      }
      pages[index] = now();
      if (!rewrites && !isRight()) return pages;
    }
    shown.resize(SMALL.columns, SMALL.rows);
    await shown.becomes(() => pages[0]?.endsWith(page(name, keys, lasting(shown.text()))) ?? false, BACK_MS);
  }
  return pages;
}

describe.skipIf(cannotOpenTerminal !== null)(`screens of the real program${leftOut}`, () => {
  test.each(screenWalks)(
    '$fixture',
    async (screenWalk) => {
      const { fixture, capture } = screenWalk;
      const files = sizes.map(([columns, rows]) => `test/e2e/screens/${fixture}-${columns}x${rows}.txt`);
      const golden = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''));
      terminal = Terminal.program(['replay', `fixtures/${fixture}/${capture}`], SMALL);
      const pages = await walk(terminal, screenWalk, golden);
      for (const [index, file] of files.entries()) {
        if (rewrites) writeFileSync(file, pages[index] ?? '');
        else expect(pages[index]).toBe(golden[index]);
      }
    },
    120_000,
  );
});
