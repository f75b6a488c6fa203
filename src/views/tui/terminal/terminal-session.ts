import type { ReadStream, WriteStream } from 'node:tty';
import { MOUSE_OFF, MOUSE_ON } from '../keys/mouse-events.ts';

/** Alternate screen, no cursor, no wrapping at the right edge (xterm control sequences, DECSET). */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H';
const LEAVE = `${MOUSE_OFF}\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a stop signal may take before we conclude that nobody is there to continue us. */
const STOP_MS = 200;

export interface TerminalSession {
  /** Gives the terminal to the shell until the job is continued (`fg`). */
  suspend(): void;
  /** Gives the terminal to a program that `use` runs and waits for. */
  lend<Result>(use: () => Result): Result;
  takeMouse(taken: boolean): void;
  /** Gives the terminal back for good. May be called more than once. */
  close(): void;
}

/**
 * Takes the terminal over and gives it back whatever ends the program: a key, an exception, a signal.
 * `onPause` and `onResume` bracket the time in which the shell has the terminal.
 */
export function openTerminalSession(
  stdin: ReadStream,
  stdout: WriteStream,
  { onPause, onResume }: { readonly onPause: () => void; readonly onResume: () => void },
): TerminalSession {
  let state: 'open' | 'suspended' | 'closed' = 'open';
  let stopTimer: NodeJS.Timeout | undefined;
  let mouse = false;

  const take = () => {
    // Whoever had the terminal in between has left it in a mode of its own.
    setRawMode(stdin, false);
    setRawMode(stdin, true);
    stdout.write(mouse ? ENTER + MOUSE_ON : ENTER);
  };

  const close = () => {
    if (state === 'closed') return;
    if (state === 'open') stdout.write(LEAVE);
    state = 'closed';
    clearTimeout(stopTimer);
    setRawMode(stdin, false);
    process.off('exit', close);
    process.off('SIGCONT', resume);
    for (const signal of SIGNALS) process.off(signal, endBySignal);
  };
  const endBySignal = (signal: NodeJS.Signals) => {
    close();
    // Whoever else listens for the signal decides what it means; otherwise it ends us as it would have.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const resume = () => {
    if (state === 'closed') return;
    clearTimeout(stopTimer);
    state = 'open';
    take();
    onResume();
  };
  const suspend = () => {
    if (state !== 'open') return;
    state = 'suspended';
    onPause();
    stdout.write(LEAVE);
    setRawMode(stdin, false);
    stopTimer = setTimeout(resume, STOP_MS);
    // To the process group, as the terminal itself would: `npm start` has to stop as well.
    process.kill(0, 'SIGTSTP');
  };
  const lend = <Result>(use: () => Result): Result => {
    onPause();
    stdout.write(LEAVE);
    setRawMode(stdin, false);
    const listeners = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
    // Ctrl-C is for the program that has the terminal. The signal goes to both of us, and is told afterwards.
    process.on('SIGINT', ignore);
    for (const listener of listeners) process.off('SIGINT', listener);
    const listenAgain = () => {
      for (const listener of listeners) process.on('SIGINT', listener);
      process.off('SIGINT', ignore);
      if (state === 'closed') process.off('SIGINT', endBySignal);
    };
    try {
      return use();
    } finally {
      setTimeout(listenAgain, STOP_MS);
      take();
      onResume();
    }
  };
  const takeMouse = (taken: boolean) => {
    if (taken === mouse) return;
    mouse = taken;
    if (state === 'open') stdout.write(taken ? MOUSE_ON : MOUSE_OFF);
  };

  stdout.write(ENTER);
  process.on('exit', close);
  process.on('SIGCONT', resume);
  for (const signal of SIGNALS) process.on(signal, endBySignal);
  return { suspend, lend, takeMouse, close };
}

function ignore(): void {}

function setRawMode(stdin: ReadStream, raw: boolean): void {
  if (stdin.isTTY && !stdin.destroyed) stdin.setRawMode(raw);
}
