import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileCapture, hostilePlaces } from '../builders/hostile-capture.ts';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';

/**
 * What the program itself writes: where a line goes, the column behind an emoji, erasing, the looks of its themes (no background), the
 * modes that it switches, and the frame around an update.
 */
const OWN =
  /\x1b\[(?:\d+;1H|\d+G|H|2J|2K|0?m|(?:[1247]|22|24|27|3[1-6]|39)m|\?(?:7|25|1000|1006|1049|2026)[hl])|\r\n/g;

/** What is copied, on its way to the clipboard; not what the capture would put there. */
const COPIED = /\x1b\]52;c;(?!b3duZWQ=)([A-Za-z0-9+/]*={0,2})\x07/g;

/** What a terminal obeys, and what changes how a line reads. */
const UNSAFE =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

describe.skipIf(cannotOpenTerminal !== null)(`a capture that attacks the terminal${leftOut}`, () => {
  let folder: string;
  let capture: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-'));
    capture = join(folder, 'capture.pcap');
    writeFileSync(capture, hostileCapture());
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('shows no byte of it raw on any screen', async () => {
    const terminal = Terminal.program(['replay', capture], { columns: 200, rows: 50 });
    await terminal.shows('✓ all read');
    let seen = '';
    const look = async (...keys: readonly string[]): Promise<string> => {
      await terminal.pressed(...keys);
      const screen = terminal.text();
      seen += screen;
      return screen;
    };
    try {
      await look('a', 'G', 'g');
      // Every exchange, and every tab of it from its start to its end.
      for (let list = ''; ; ) {
        await look('enter');
        const [, tabs = ''] = (await terminal.shows('Overview')).split('\n');
        for (const _ of tabs.trim().split(/ {2,}/)) {
          await look('tab');
          await look('G');
        }
        const next = await look('esc', 'j');
        if (next === list) break;
        list = next;
      }
      // The file with the evil name.
      await look('g', 'j', 'enter', '2', 'j', 'enter', 't', 't', 'esc', 'esc');
      for (const report of ['2', '3', '4', '5', '6', '7', '8']) await look(report);
      await look('1', 'm', 'j', 'c', 'esc', '/', ...'evil', 'enter', 'ctrl-f', ...'evil', 'enter', 'n');
      await look('1', 'g', 'j');
      for (const form of ['c', 'd', 's']) {
        // Any key answers the question, so none is pressed behind the one that asks.
        terminal.press('y');
        await terminal.shows('Copy as');
        terminal.press(form);
        // It is asked for when the form is chosen, so that it comes a moment later.
        await terminal.shows('copied as');
      }
      terminal.press('Q');
      expect(await terminal.ended).toBe(0);
    } finally {
      await terminal.close();
    }
    const copied = Array.from(terminal.written.matchAll(COPIED), ([, text]) => atob(text as string));
    expect(copied).toHaveLength(3);
    const left = [terminal.written.replaceAll(COPIED, ''), ...copied].join('').replaceAll(OWN, '');
    const at = left.search(UNSAFE);
    expect(at < 0 ? '' : JSON.stringify(left.slice(Math.max(0, at - 40), at + 40))).toBe('');
    // It was all there to see, made visible.
    expect(seen).toContain('\\x1b]0;owned\\x07');
    expect(hostilePlaces.filter((place) => !seen.includes(`evil-${place}-`))).toEqual([]);
  }, 60_000);
});
