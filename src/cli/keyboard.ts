import { closeSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { Context } from './context.ts';

/** Keys come from the terminal itself where standard input is the capture. */
export function openKeyboard({ stdin }: Context): {
  readonly stream: ReadStream;
  readonly close: () => void;
} {
  if (stdin.isTTY) return { stream: stdin, close: () => stdin.unref() };
  const descriptor = openSync('/dev/tty', 'r');
  const stream = new ReadStream(descriptor);
  return {
    stream,
    close: () => {
      stream.destroy();
    },
  };
}

/** Whether there is a screen to draw on and a keyboard to listen to. */
export function hasScreen({ stdin, stdout, env }: Context): boolean {
  if (!stdout.isTTY || env.TERM === 'dumb') return false;
  if (stdin.isTTY) return true;
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
