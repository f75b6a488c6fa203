import { expect, it } from 'vitest';
import { PaintedLines } from '../../../../src/views/tui/terminal/painted-lines.ts';

it('gives lines for names, the same name for the same line, and leaves other text alone', () => {
  const painted = new PaintedLines();
  const names = ['\x1b[1ma\x1b[22m', '', 'b'].map((line) => painted.nameOf(line));
  expect(painted.nameOf('b')).toBe(names[2]);
  expect(painted.fill(`${names.join('\n')}\nno name`)).toEqual(['\x1b[1ma\x1b[22m', '', 'b', 'no name']);
});

it('keeps what is shown or about to be, and forgets the rest', () => {
  const painted = new PaintedLines();
  const shown = painted.nameOf('shown');
  for (let index = 0; index < 3000; index += 1) painted.nameOf(`old ${index}`);
  painted.fill(shown);
  painted.fill(shown);
  const drawn = painted.nameOf('drawn');
  expect(painted.fill(shown)).toEqual(['shown']);
  expect(painted.fill(`${shown}\n${drawn}`)).toEqual(['shown', 'drawn']);
  expect(painted.nameOf('old 0')).not.toBe(painted.nameOf('old 1'));
  const again = Array.from({ length: 3000 }, (_, index) => painted.nameOf(`new ${index}`));
  expect(painted.fill(again.join('\n'))).toHaveLength(3000);
});
