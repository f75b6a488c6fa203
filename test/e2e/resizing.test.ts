import { afterEach, describe, expect, test } from 'vitest';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

const SMALLEST: readonly (readonly [number, number])[] = [
  [1, 1],
  [3, 2],
  [20, 6],
  [79, 10],
];
const SIZES: readonly (readonly [number, number])[] = [...SMALLEST, [200, 50], [100, 24]];

const screens: readonly (readonly [name: string, keys: readonly string[], words: string])[] = [
  ['the list', [], 'CLIENT'],
  ['a filter that is written', ['/', ...'status'], '/ status▏'],
  ['the palette', [':', ...'go'], ': go▏'],
  ['a question', ['y'], 'Copy as'],
  ['an overview', ['enter'], 'It failed'],
  ['a context', ['enter', '2'], 'largest first'],
  ['a Dockerfile', ['enter', '3'], 'FROM busybox:local'],
  ['steps', ['enter', '4'], 'not reached'],
  ['accounts', ['enter', '5'], '! plain TCP'],
  ['a request', ['enter', '7'], 'POST /v1.41/build'],
  ['a response', ['enter', '8'], 'HTTP/1.1 200 OK'],
  ['a file', ['enter', '2', 'G', 'k', 'enter'], 'logs/*.log'],
  ['a table', ['4'], 'hero.webp'],
  ['findings', ['9'], 'Findings'],
  ['a comparison', ['m', 'j', 'c'], 'compared'],
  ['the help', ['?'], 'dind-sniff  keys'],
];

let terminal: Terminal;
afterEach(() => terminal.close());

describe.skipIf(cannotOpenTerminal !== null)(`a screen of any size${leftOut}`, () => {
  test('shows everything again when it has room', async () => {
    terminal = Terminal.program(['replay', 'fixtures/classic-build/capture.pcapng'], {
      columns: 100,
      rows: 24,
    });
    await terminal.shows('✓ all read');
    for (const [name, keys, words] of screens) {
      terminal.press(...keys);
      await terminal.shows(words);
      for (const [columns, rows] of SIZES) {
        const from = terminal.written.length;
        terminal.resize(columns, rows);
        await terminal.becomes(() => terminal.written.length > from);
      }
      expect([name, await terminal.shows(words)]).toEqual([name, expect.stringContaining(words)]);
      if (keys.length === 0) continue;
      terminal.press('esc');
      await terminal.shows((screen) => !screen.includes(words));
      terminal.press(':', ...'go.list', 'enter', 'g');
      await terminal.shows(/▸ .* step 7/);
    }
    terminal.press('Q');
    expect(await terminal.ended).toBe(0);
    expect(terminal.isAsItWas).toBe(true);
  }, 60_000);
});
