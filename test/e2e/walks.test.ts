import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textOfSvg } from '../../scripts/pictures/screen-svg.ts';
import { cannotOpenTerminal, leftOut, Terminal } from './terminal.ts';
import { walks } from './walks.ts';

const ENOUGH_KEYS = 5;

const readme = readFileSync('README.md', 'utf8');

/** The screen without what is not the same twice: the memory that is used. */
function lasting(screen: string): string {
  return screen.replace(/ +\d+ MB$/m, '');
}

test.skipIf(cannotOpenTerminal !== null).each(walks)(
  `$question ($keys), and the picture shows it${leftOut}`,
  async ({ name, question, capture, keys, answer, size: [columns, rows] }) => {
    expect(keys.length).toBeLessThanOrEqual(ENOUGH_KEYS);
    const terminal = Terminal.program(['replay', capture], { columns, rows });
    try {
      await terminal.shows('✓ all read');
      await terminal.pressed(...keys);
      await terminal.shows(answer);
      const picture = lasting(textOfSvg(readFileSync(`docs/pictures/${name}.svg`, 'utf8')));
      await terminal.becomes(() => lasting(terminal.text()) === picture);
      expect(lasting(terminal.text())).toBe(picture);
    } finally {
      await terminal.close();
    }
    const words = keys.map((key) => `\`${key}\``).join(' ');
    expect(readme).toContain(`**${question}** ${words}: `);
    expect(readme).toContain(`(docs/pictures/${name}.svg)`);
  },
);

const TYPING_LIMIT_MS = 60_000;

test.skipIf(cannotOpenTerminal !== null)(
  `keys that are typed at once lead there too${leftOut}`,
  async () => {
    for (const { capture, keys, answer, size } of walks) {
      const [columns, rows] = size;
      const terminal = Terminal.program(['replay', capture], { columns, rows });
      await terminal.shows('✓ all read');
      terminal.press(...keys);
      await terminal.shows(answer);
      await terminal.close();
    }
  },
  TYPING_LIMIT_MS,
);
