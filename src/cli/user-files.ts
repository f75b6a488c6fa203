import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Context } from './context.ts';

/** Files of the user's that the program reads and writes, where the XDG Base Directory Specification has them. */
type Kind = 'config' | 'state';

const BASES: Readonly<Record<Kind, readonly [variable: string, below: string]>> = {
  config: ['XDG_CONFIG_HOME', '.config'],
  state: ['XDG_STATE_HOME', '.local/state'],
};

export function userFile(kind: Kind, name: string, env: Context['env']): string {
  const [variable, below] = BASES[kind];
  // A relative path is to be ignored, as the specification says.
  const base = env[variable]?.startsWith('/') ? env[variable] : join(env.HOME || homedir(), below);
  return join(base, 'dind-sniff', name);
}

/** Text of a file; null where there is none that can be read. */
export function readUserFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Writes a file that only helps: where that cannot be, nothing is lost. */
export function writeUserFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
  } catch {
    // A read-only home, as in a container.
  }
}
