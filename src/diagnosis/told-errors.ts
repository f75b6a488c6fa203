import type { Exchange } from '../model/exchange.ts';
import type { Traffic } from './traffic.ts';

/** One thing that a daemon said went wrong, and every exchange in which it said so. */
export interface ToldError {
  /** As told; never print it raw. */
  readonly text: string;
  readonly match: RegExpExecArray;
  readonly exchanges: readonly Exchange[];
}

/** Operations in which a daemon may have to ask a registry. */
const ASKS_REGISTRY: ReadonlySet<string | null> = new Set([
  'ImageCreate',
  'ImagePush',
  'ImageBuild',
  'ImageSearch',
  'DistributionInspect',
  'SystemAuth',
  'PluginPull',
  'PluginPush',
]);

/** Null where nothing was done that may need a registry. */
export function registryErrors(traffic: Traffic, pattern: RegExp): readonly ToldError[] | null {
  const asked = traffic.exchanges.some(
    ({ operation, docker }) => ASKS_REGISTRY.has(operation) || docker.build !== null,
  );
  return asked ? toldErrors(traffic, pattern) : null;
}

/**
 * Errors that match: in a JSON answer, in a stream that began with a 200, of a step, of a vertex of BuildKit, or
 * in the status of a gRPC call. What is the same in all that the pattern captures is one error, however often
 * it was told: a client tries again, and BuildKit tells the frontend and the solve.
 */
export function toldErrors(traffic: Traffic, pattern: RegExp): readonly ToldError[] {
  const found = new Map<string, { text: string; match: RegExpExecArray; exchanges: Exchange[] }>();
  for (const exchange of traffic.exchanges) {
    for (const text of errorTexts(exchange)) {
      const match = pattern.exec(text);
      if (match === null) continue;
      const key = JSON.stringify(match.slice(1));
      const same = found.get(key);
      if (same === undefined) found.set(key, { text, match, exchanges: [exchange] });
      else if (same.exchanges.at(-1) !== exchange) same.exchanges.push(exchange);
    }
  }
  return [...found.values()];
}

/** All errors of one exchange, each once. */
export function errorTexts({ docker }: Exchange): readonly string[] {
  const { build, error, progress } = docker;
  const texts = [error?.message, progress?.errorDetail?.message, build?.error?.message];
  for (const step of build?.steps ?? []) texts.push(step.error ?? undefined);
  for (const vertex of build?.buildkit?.vertices ?? []) texts.push(vertex.error ?? undefined);
  return [...new Set(texts.flatMap((text) => text ?? []))];
}

export function ids(exchanges: readonly Exchange[]): readonly number[] {
  return exchanges.map(({ id }) => id);
}
