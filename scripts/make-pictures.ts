/**
 * Writes the pictures of docs/pictures/ anew: what the real program shows at the end of each walk of
 * `test/e2e/walks.ts`, in the colours of its cells. `npm run pictures`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Terminal } from '../test/e2e/terminal.ts';
import { walks } from '../test/e2e/walks.ts';
import { screenSvg } from './pictures/screen-svg.ts';

/** How long nothing has to be written before a screen counts as drawn, in milliseconds. */
const DRAWN_MS = 300;

mkdirSync('docs/pictures', { recursive: true });
for (const { name, question, capture, keys, answer, size } of walks) {
  const [columns, rows] = size;
  const terminal = Terminal.program(['replay', capture], { columns, rows });
  await terminal.shows('✓ all read');
  await terminal.pressed(...keys);
  await terminal.shows(answer);
  // The frame that has the answer may not all be there yet.
  await terminal.quiet(DRAWN_MS);
  writeFileSync(`docs/pictures/${name}.svg`, screenSvg(terminal.cells(), question));
  await terminal.close();
}
