import type { ReadStream, WriteStream } from 'node:tty';

/** What a command works with: the standard streams, the environment, and the wish to stop. */
export interface Context {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C: a command ends what it is writing and returns. */
  readonly interrupted: AbortSignal;
}

/** Says something on standard error that does not end the command, as one line. */
export function warn(context: Context, message: string): void {
  context.stderr.write(`dind-sniff: ${message}\n`);
}
