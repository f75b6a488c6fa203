import { spawnSync } from 'node:child_process';
import { findProgram } from '../../src/capture/live/find-program.ts';

/** Why nothing can be captured here, to name what is skipped; null where it can. */
export const cannotCapture: string | null = whyNot();

function whyNot(): string | null {
  if (process.getuid?.() !== 0) return 'it takes root';
  if (findProgram('tcpdump') === null) return 'it takes tcpdump';
  const tried = spawnSync('tcpdump', ['-i', 'lo', '-c', '1', '-w', '-', '-G', '1', '-W', '1', 'less', '1'], {
    timeout: 1_000,
    encoding: 'utf8',
  });
  return tried.stderr.includes('listening on') ? null : 'tcpdump may not capture on lo';
}

/** Programs of `names` that are not installed. */
export function missingPrograms(names: readonly string[]): readonly string[] {
  return names.filter((name) => findProgram(name) === null);
}
