/** Exit codes, a contract with scripts; `run` passes its command's own code on instead. */
export const EXIT_DONE = 0;
export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
/** `check` found something as bad as it was told to fail on. */
export const EXIT_FINDINGS = 3;

/** 128 and the signal's number, as a shell reports a program that a signal ended. */
export const EXIT_INTERRUPTED = 130;

/** The thing asked for failed: one line for the user, saying what is wrong and what to do. */
export class ProgramError extends Error {
  override name = 'ProgramError';
  readonly exitCode: number = EXIT_FAILED;
}

/** The command line was wrong. */
export class UsageError extends ProgramError {
  override name = 'UsageError';
  override readonly exitCode = EXIT_USAGE;
}
