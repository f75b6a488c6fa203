import { spawnSync } from 'node:child_process';

/** One finished run of a command as a whole process. */
export interface Run {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory of the largest process. */
  readonly peakMegabytes: number;
}

/** Runs a command once under GNU time; its output is thrown away. Throws where it fails or is not there. */
export function runOnce(command: readonly string[], cwd?: string): Run {
  const result = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', ...command], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (result.status !== 0) throw new Error(`${command.join(' ')}: ${result.error?.message ?? result.stderr}`);
  const figures = result.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = figures;
  return { wallSeconds: wall, cpuSeconds: user + system, peakMegabytes: kilobytes / 1024 };
}

/**
 * Runs commands in turn, A B C A B C …, so that a machine whose speed drifts is as unkind to one as to the
 * other; one round first that does not count.
 */
export function runInTurn(
  commands: Readonly<Record<string, () => Run>>,
  rounds: number,
): Readonly<Record<string, Run>> {
  const runs = new Map<string, Run[]>();
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(commands)) {
      const figures = run();
      if (round >= 0) runs.set(name, [...(runs.get(name) ?? []), figures]);
    }
  }
  return Object.fromEntries([...runs].map(([name, list]) => [name, medianRun(list)]));
}

function medianRun(runs: readonly Run[]): Run {
  const of = (field: keyof Run): number => median(runs.map((run) => run[field]));
  return { wallSeconds: of('wallSeconds'), cpuSeconds: of('cpuSeconds'), peakMegabytes: of('peakMegabytes') };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
