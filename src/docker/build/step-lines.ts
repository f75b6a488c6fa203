/**
 * What a line of the classic builder's progress means (moby's daemon/builder/dockerfile, and the daemons
 * before it). Lines that are none of these are a step's output.
 */
export type StepLine =
  | { readonly kind: 'step'; readonly number: number; readonly total: number; readonly instruction: string }
  | { readonly kind: 'cached' }
  | { readonly kind: 'running'; readonly containerId: string }
  | { readonly kind: 'removed'; readonly containerId: string }
  /** The step's image; `FROM scratch` has none. */
  | { readonly kind: 'image'; readonly imageId: string | null }
  | { readonly kind: 'built'; readonly imageId: string }
  | { readonly kind: 'tagged'; readonly tag: string };

// Daemons from 17.05 on write a RUN's standard error in red, and the reset before the line that follows.
const COLOURS = /^(?:\x1b\[[0-9;]*m)+/;

// `Step 1 : FROM x`, without a total, is how daemons before 1.12 wrote it.
const STEP = /^Step (\d{1,9})(?:\/(\d{1,9}))? : (.*)$/s;
const RUNNING = /^ ---> Running in ([0-9a-f]{6,64})$/;
const REMOVED = /^(?:Removing intermediate container| ---> Removed intermediate container) ([0-9a-f]{6,64})$/;
const IMAGE = /^ ---> (?:sha256:)?([0-9a-f]{6,64})?$/;
const BUILT = /^Successfully built (?:sha256:)?([0-9a-f]{6,64})$/;
const TAGGED = /^Successfully tagged (\S+)$/;

/** Colours at the start of a line, which belong to the output before it. */
export function leadingColours(line: string): string {
  return COLOURS.exec(line)?.[0] ?? '';
}

/** `line` without its colours and its end; null for output. */
export function readStepLine(line: string): StepLine | null {
  const step = STEP.exec(line);
  if (step !== null) {
    const [, number, total, instruction] = step;
    return {
      kind: 'step',
      number: Number(number),
      total: Number(total ?? 0),
      instruction: instruction ?? '',
    };
  }
  if (line === ' ---> Using cache') return { kind: 'cached' };
  const running = RUNNING.exec(line)?.[1];
  if (running !== undefined) return { kind: 'running', containerId: running };
  const removed = REMOVED.exec(line)?.[1];
  if (removed !== undefined) return { kind: 'removed', containerId: removed };
  const image = IMAGE.exec(line);
  if (image !== null) return { kind: 'image', imageId: image[1] ?? null };
  const built = BUILT.exec(line)?.[1];
  if (built !== undefined) return { kind: 'built', imageId: built };
  const tag = TAGGED.exec(line)?.[1];
  return tag === undefined ? null : { kind: 'tagged', tag };
}
