import { afterAll, describe, expect, test } from 'vitest';
import { keyBindings, places } from '../../src/views/tui/keys/key-bindings.ts';
import { arrive, shellFor, Tools } from './every-key/arrive.ts';
import { detailKeys } from './every-key/detail-keys.ts';
import { helpKeys } from './every-key/help-keys.ts';
import type { KeyWalk, Step } from './every-key/key-step.ts';
import { roundsEverywhere } from './every-key/keys-everywhere.ts';
import { listKeys } from './every-key/list-keys.ts';
import { paneKeys } from './every-key/pane-keys.ts';
import { reportKeys } from './every-key/report-keys.ts';
import { cannotOpenTerminal, leftOut, type Terminal } from './terminal.ts';

const walks: readonly KeyWalk[] = [listKeys, detailKeys, reportKeys, paneKeys, helpKeys];

/** Long enough on a busy machine. */
const PATIENCE_MS = 15_000;

const tools = new Tools();
afterAll(() => tools.remove());

/** Place and key of each step that counts. */
function pressed(walk: KeyWalk): readonly string[] {
  const steps = [...roundsEverywhere(walk).flat(), ...walk.steps];
  return steps.filter(({ counts }) => counts).map(({ key }) => `${walk.place} ${key}`);
}

/** Presses the key, and waits for all that is to be seen then; none of it may be there before. */
async function take(terminal: Terminal, { key, counts, signs }: Step): Promise<void> {
  const from = terminal.written.length;
  const missing = () =>
    signs.filter(({ holds }) => !holds(terminal, terminal.written.slice(from))).map(({ words }) => words);
  if (counts && missing().length === 0) throw new Error(`${key}: all was there before\n${terminal.text()}`);
  terminal.press(key);
  if (!(await terminal.becomes(() => missing().length === 0, PATIENCE_MS))) {
    throw new Error(`${key}: in vain it was waited that ${missing().join(' and ')}, on\n${terminal.text()}`);
  }
  // What is pressed next is no part of an escape sequence.
  if (signs.length === 0) await terminal.quiet(20);
}

describe.skipIf(cannotOpenTerminal !== null)(`every key of the table${leftOut}`, () => {
  test('is pressed on every place where it works', () => {
    const shown = places.filter((place) => place !== 'everywhere');
    const bound = keyBindings.flatMap(({ keys, where }) =>
      (where.includes('everywhere') ? shown : where).flatMap((place) => keys.map((key) => `${place} ${key}`)),
    );
    expect(walks.flatMap(pressed).toSorted()).toEqual(bound.toSorted());
  });

  test.each(walks)(
    'does what there is to see: $place',
    async (walk) => {
      const terminal = await shellFor(walk, tools.env);
      try {
        for (const steps of [...roundsEverywhere(walk), walk.steps]) {
          await arrive(terminal, walk);
          for (const step of steps) await take(terminal, step);
        }
      } finally {
        await terminal.close();
      }
    },
    60_000,
  );
});
