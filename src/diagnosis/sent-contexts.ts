import type { ArchiveEntry } from '../model/archive-entry.ts';
import type { Build } from '../model/build.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Traffic } from './traffic.ts';

/** The context of one build, as far as it was seen. */
export interface SentContext {
  readonly exchange: Exchange;
  readonly build: Build;
  /** What reached the daemon; with BuildKit, more may have been listed. */
  readonly sent: readonly ArchiveEntry[];
  readonly listed: readonly ArchiveEntry[];
  /** As sent: compressed where the client did that. */
  readonly bytes: number;
}

/** Builds whose context was sent, or at least listed; null where there is none. */
export function sentContexts({ builds }: Traffic): readonly SentContext[] | null {
  const contexts = builds.flatMap((exchange) => {
    const { build } = exchange.docker;
    if (build?.context == null) return [];
    const listed = build.context.entries;
    const bytes = build.buildkit?.sentBytes ?? build.context.bytes;
    return [{ exchange, build, sent: listed.filter(wasSent), listed, bytes }];
  });
  return contexts.length === 0 ? null : contexts;
}

/** Where the capture does not say, it is not taken for sent. */
export function wasSent({ sent }: ArchiveEntry): boolean {
  return sent === undefined || sent === true;
}

/** Patterns of .dockerignore as the client applied them; null where that cannot be told (the classic builder). */
export function ignorePatterns({ build }: SentContext): readonly string[] | null {
  if (build.buildkit === null) return null;
  return build.buildkit.directories
    .filter(({ name }) => name === 'context')
    .flatMap(({ excludePatterns }) => excludePatterns);
}

/** Whether there is a .dockerignore at all; null where that cannot be told. */
export function hasIgnoreFile(context: SentContext): boolean | null {
  const patterns = ignorePatterns(context);
  if (patterns !== null) return patterns.length > 0;
  // The CLI sends the file along, whatever stands in it; of a context that was made otherwise nobody knows.
  return context.listed.some(({ path }) => path === '.dockerignore') ? true : null;
}
