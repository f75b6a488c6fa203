import type { Speed } from '../engine/pace.ts';
import type { Context } from './context.ts';
import { engineOnScreen } from './engine-screen.ts';
import { EXIT_DONE } from './exit.ts';
import { engineFor } from './start-engine.ts';

interface ScreenOptions {
  readonly speed: Speed;
  readonly color: 'auto' | 'always' | 'never';
  /** A display filter that compiles. */
  readonly filter: string | null;
}

/** `dind-sniff replay FILE` in the terminal, until the user leaves it. */
export async function replayOnScreen(
  file: string,
  { speed, color, filter }: ScreenOptions,
  context: Context,
): Promise<number> {
  const capture = { kind: 'file', path: file, speed } as const;
  // What is no capture at all is said in a line, not on a screen.
  const engine = await engineFor({ capture, decoding: {}, wants: 'screen', filter });
  await engineOnScreen(engine, { state: 'reading', color, filter }, context);
  return EXIT_DONE;
}
