import type { Context } from '../context.ts';
import type { TargetOptions } from '../daemon-target.ts';
import { daemonAnswers } from '../daemon-wait.ts';
import { EXIT_DONE, EXIT_INTERRUPTED } from '../exit.ts';

export interface WaitCommandOptions extends TargetOptions {
  /** Milliseconds. */
  readonly timeout?: number;
}

const TIMEOUT_MS = 60_000;

/** `dind-sniff wait` */
export async function wait(
  _args: readonly string[],
  options: WaitCommandOptions,
  context: Context,
): Promise<number> {
  return (await daemonAnswers(options, options.timeout ?? TIMEOUT_MS, context))
    ? EXIT_DONE
    : EXIT_INTERRUPTED;
}
