import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { systemErrorWords } from '../../capture/file/system-error-words.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { ProgramError } from '../exit.ts';

/** Exit codes of a shell for a command that is not there, and for one that cannot be executed. */
const EXIT_NOT_FOUND = 127;
const EXIT_NOT_EXECUTABLE = 126;

/** The command did not start; its exit code is the one that a shell would give. */
export class CommandNotStartedError extends ProgramError {
  override name = 'CommandNotStartedError';
  override readonly exitCode: number;

  constructor(command: string, cause: NodeJS.ErrnoException) {
    const missing = cause.code === 'ENOENT';
    const why = missing ? 'there is no such command' : systemErrorWords(cause);
    super(safeText(`cannot run ${command}: ${why}`), { cause });
    this.exitCode = missing ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE;
  }
}

export interface CommandEnd {
  /** Its own, or 128 and the signal's number. */
  readonly exitCode: number;
  /** Null where it ended by itself. */
  readonly signal: NodeJS.Signals | null;
}

/** What a command that runs alone would get. SIGTSTP and SIGCONT reach it through the terminal, and us as well. */
const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/** The terminal sends these to all of its foreground processes. */
const FROM_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

/**
 * Runs a command with our own standard streams and terminal until it ends, and passes on the signals that we
 * get. Throws `CommandNotStartedError`.
 */
export function runCommand(
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    let child: ChildProcess | null = null;
    const forward = (signal: NodeJS.Signals): void => {
      // The docker CLI takes a third Ctrl-C for a wish to be killed; each has to arrive once.
      if (FROM_TERMINAL.has(signal) && isForeground()) return;
      child?.kill(signal);
    };
    // Before the command is there, since it may be quick to say that it is ready for them.
    for (const signal of FORWARDED) process.on(signal, forward);
    const through = (): void => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    // Of the same process group, so that the terminal is the command's: its signals, its size, its keys.
    child = spawn(command, args, { stdio: 'inherit', env });
    child.once('error', (error) => {
      through();
      reject(new CommandNotStartedError(command, error));
    });
    child.once('exit', (code, signal) => {
      through();
      resolve({ exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), signal });
    });
  });
}

/** Whether a terminal sends its signals to our process group (proc(5): fields 5 and 8 of stat). */
function isForeground(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const [, , group, , , terminalGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === terminalGroup;
  } catch {
    return process.stdin.isTTY === true;
  }
}
