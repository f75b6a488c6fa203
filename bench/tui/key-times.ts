import type { Terminal } from '../../test/e2e/terminal.ts';

/** What is not on the screen after so many milliseconds never comes. */
const PATIENCE_MS = 10_000;

/** Milliseconds from a key press to the bytes that show what it did, of many presses. */
export interface KeyTimes {
  readonly presses: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/**
 * Presses a key and waits until `words` are written to the terminal. The time ends when the bytes come out of
 * the pseudo-terminal; a terminal's own drawing is not in it.
 */
export function timeOfKey(terminal: Terminal, key: string, words: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const limit = setTimeout(
      () => reject(new Error(`after ${key}, ${words} did not come; on the screen:\n${terminal.text()}`)),
      PATIENCE_MS,
    );
    const begun = performance.now();
    terminal.onOutput = (text) => {
      seen += text;
      if (!seen.includes(words)) return;
      const took = performance.now() - begun;
      terminal.onOutput = () => {};
      clearTimeout(limit);
      resolve(took);
    };
    terminal.press(key);
  });
}

export function keyTimes(times: readonly number[]): KeyTimes {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { presses: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
}
