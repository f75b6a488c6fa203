import type { Pane } from '../../view-model/pane.ts';
import { lineText } from '../../view-model/styled-line.ts';

/** All of a pane as plain text, for a program that shows text. */
export function paneText(pane: Pane): Uint8Array {
  const lines = [...pane.head];
  for (let index = 0; index < pane.count; index += 1) lines.push(pane.line(index));
  return Buffer.from(`${lines.map((line) => lineText(line).trimEnd()).join('\n')}\n`);
}
