import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textOfSvg } from '../../scripts/pictures/screen-svg.ts';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';
import { walks } from './walks.ts';

const ENOUGH_KEYS = 5;

const readme = readFileSync('README.md', 'utf8');

test.skipIf(cannotOpenTerminal !== null).each(walks)(
  `$question ($keys), and the picture shows it${leftOut}`,
  async ({ name, question, capture, keys, answer, size: [columns, rows] }) => {
    expect(keys.length).toBeLessThanOrEqual(ENOUGH_KEYS);
    const terminal = Terminal.program(['replay', capture], { columns, rows });
    try {
      await terminal.shows('✓ all read');
      await terminal.pressed(...keys);
      const screen = await terminal.shows(answer);
      expect(textOfSvg(readFileSync(`docs/pictures/${name}.svg`, 'utf8'))).toBe(screen);
    } finally {
      await terminal.close();
    }
    const words = keys.map((key) => `\`${key}\``).join(' ');
    expect(readme).toContain(`**${question}** ${words}: `);
    expect(readme).toContain(`(docs/pictures/${name}.svg)`);
  },
);

test.skipIf(cannotOpenTerminal !== null)(`keys that are typed at once lead there too${leftOut}`, async () => {
  for (const { capture, keys, answer } of walks) {
    const terminal = Terminal.program(['replay', capture], { columns: 120, rows: 40 });
    await terminal.shows('✓ all read');
    terminal.press(...keys);
    await terminal.shows(answer);
    await terminal.close();
  }
});
