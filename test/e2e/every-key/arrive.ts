import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Terminal } from '../terminal.ts';
import type { KeyWalk } from './key-step.ts';

/** A shell that can stop what it runs, in a terminal of the walk's size. */
export async function shellFor(
  { size: [columns, rows] }: KeyWalk,
  env: Readonly<Record<string, string>>,
): Promise<Terminal> {
  const terminal = await Terminal.shell({ columns, rows, env });
  terminal.type('set -m');
  return terminal;
}

/** Starts the program from the shell, and goes to the place. */
export async function arrive(terminal: Terminal, { capture, way, there }: KeyWalk): Promise<void> {
  terminal.type(`clear; node bin/dind-sniff.js replay ${capture}`);
  await terminal.shows('✓ all read');
  terminal.press(...way);
  await terminal.shows(() => there.holds(terminal, ''));
}

/** A pager and an editor that say what they were given, and wait for Enter. */
export class Tools {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tools-'));

  constructor() {
    for (const name of ['pager', 'editor']) {
      const script = `#!/bin/sh\necho "${name} has $(wc -c <"$1") bytes"\nread line\n`;
      writeFileSync(join(this.#folder, name), script, { mode: 0o755 });
    }
  }

  get env(): Readonly<Record<string, string>> {
    return { PAGER: join(this.#folder, 'pager'), EDITOR: join(this.#folder, 'editor') };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
