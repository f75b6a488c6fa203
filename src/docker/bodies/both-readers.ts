import type { BodyReader } from './body-reader.ts';

/** One body for two readers, as nobody knows yet which of them it is for. */
export function bothReaders(
  first: BodyReader | undefined,
  second: BodyReader | null,
): BodyReader | undefined {
  if (first === undefined || second === null) return first ?? second ?? undefined;
  return {
    push: (bytes, at, frameStart) => {
      first.push(bytes, at, frameStart);
      second.push(bytes, at, frameStart);
    },
    gap: (missing, at) => {
      first.gap(missing, at);
      second.gap(missing, at);
    },
    end: (at, complete) => {
      first.end(at, complete);
      second.end(at, complete);
    },
  };
}
