import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the user wants texts to be shown with: a command line for the shell, as git takes it. */
export function toolCommand(tool: 'pager' | 'editor', environment: Environment): string {
  if (tool === 'pager') return environment.PAGER || 'less';
  return environment.VISUAL || environment.EDITOR || 'vi';
}

/**
 * Shows bytes with a program that has the terminal to itself, and waits for it; gives why that failed, in
 * words, or null. Nothing else happens here meanwhile: no key may be read that is meant for the program.
 */
export function showInProgram(command: string, bytes: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-'));
  try {
    const file = join(folder, 'text');
    writeFileSync(file, bytes, { mode: 0o600 });
    const { status, error } = spawnSync('/bin/sh', ['-c', `${command} "$1"`, 'sh', file], {
      stdio: 'inherit',
    });
    if (error !== undefined) return error.message;
    // 126 and 127: the shell could not run it.
    return status === 126 || status === 127 ? `${command} cannot be run` : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
