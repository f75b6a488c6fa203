import { expect, it } from 'vitest';
import { pinColumns } from '../../../../src/views/tui/terminal/pinned-columns.ts';
import { textWidth } from '../../../../src/views/view-model/fit-text.ts';
import { safeText } from '../../../../src/views/view-model/safe-text.ts';
import { EmulatedScreen } from '../../../builders/emulated-screen.ts';
import { oddTexts } from '../../../builders/odd-texts.ts';

it('leaves alone what all terminals count alike', () => {
  for (const text of ['\x1b[1mbuild\x1b[22m web · ✓ 200 ████▏', '文件 한국어', ''])
    expect(pinColumns(text)).toBe(text);
});

it('says the column behind what they do not', () => {
  expect(pinColumns('a \x1b[1m👍🏽\x1b[22m b')).toBe('a \x1b[1m👍🏽\x1b[5G\x1b[22m b');
});

it.each(oddTexts)('in a terminal that counts code points, what follows %j is in its column', async (odd) => {
  const text = safeText(odd);
  const screen = new EmulatedScreen(80, 1);
  await new Promise<void>((done) => screen.write(pinColumns(`${text}|${text}#`), done));
  const cells = screen.cells()[0] ?? [];
  const columnOf = (mark: string) => {
    const index = cells.findIndex((cell) => cell.text === mark);
    return cells.slice(0, index).reduce((sum, cell) => sum + cell.width, 0);
  };
  expect([columnOf('|'), columnOf('#')]).toEqual([textWidth(text), 2 * textWidth(text) + 1]);
});
