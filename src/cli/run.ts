import { CaptureOpenError } from '../capture/file/capture-open-error.ts';
import { safeLines, safeText } from '../views/view-model/safe-text.ts';
import { type Context, warn } from './context.ts';
import { EXIT_DONE, EXIT_FAILED, ProgramError } from './exit.ts';
import { writeError } from './output.ts';
import { makeProgram } from './program.ts';

/** Runs one command line to its exit code; whatever goes wrong becomes one line on standard error. */
export async function run(args: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  // Once: a second Ctrl-C ends the program at once, as it would without us.
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  const context: Context = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    interrupted: interrupt.signal,
  };
  context.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader had enough (`| head`): nobody is left to tell, and nothing went wrong.
    if (error.code === 'EPIPE') process.exit(EXIT_DONE);
    process.exit(fail(context, writeError('standard output', error), args.includes('--debug')));
  });
  // Messages are lost with standard error; the work goes on.
  context.stderr.on('error', () => {});
  const exitCode = await makeProgram(context)(args).catch((error) =>
    fail(context, error, args.includes('--debug')),
  );
  // A read of a pipe that is still under way would keep the process alive for as long as nobody writes.
  if (interrupt.signal.aborted) process.exit(exitCode);
  return exitCode;
}

function fail(context: Context, error: unknown, debug: boolean): number {
  warn(context, safeText(message(error)));
  if (debug && error instanceof Error) context.stderr.write(`${safeLines(error.stack ?? '').join('\n')}\n`);
  return error instanceof ProgramError ? error.exitCode : EXIT_FAILED;
}

function message(error: unknown): string {
  if (error instanceof ProgramError || error instanceof CaptureOpenError) return error.message;
  const words = error instanceof Error ? error.message : String(error);
  return `something went wrong that should not: ${words}; run it again with --debug to see where`;
}
