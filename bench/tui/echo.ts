import { Terminal } from '../../test/e2e/terminal.ts';
import { timeOfKey } from './key-times.ts';

const PAUSE_MS = 40;

/** The same for a program that writes each key back and does nothing else: what machine and terminal take. */
export async function echoTimes(presses: number): Promise<readonly number[]> {
  const terminal = Terminal.script(
    'process.stdin.setRawMode(true).on("data", (key) => process.stdout.write("got " + key)); console.log("ready")',
  );
  await terminal.shows('ready');
  const times: number[] = [];
  while (times.length < presses) {
    times.push(await timeOfKey(terminal, 'j', 'got j'));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));
  }
  await terminal.close();
  return times;
}
