import type { ArchiveEntry } from '../../src/model/archive-entry.ts';
import type { Build } from '../../src/model/build.ts';
import type { SentDirectory } from '../../src/model/buildkit.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { buildKitFacts } from './engine-calls.ts';
import { build, dockerFacts, exchange } from './exchange.ts';

/** A build by the classic builder, with these files in its context. */
export function contextExchange(
  entries: readonly ArchiveEntry[],
  fields: Partial<Exchange> = {},
  changes: Partial<Build> = {},
): Exchange {
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  const context = { compression: 'none', bytes, sha256: null, fileBytes: bytes, entries } as const;
  return exchange({
    operation: 'ImageBuild',
    docker: dockerFacts({ build: build({ context, ...changes }) }),
    ...fields,
  });
}

/** The same by BuildKit, whose client applied these patterns. */
export function buildKitExchange(
  entries: readonly ArchiveEntry[],
  excludePatterns: readonly string[],
  fields: Partial<Exchange> = {},
): Exchange {
  const sent = entries.filter((entry) => entry.sent !== false);
  const counts = {
    listedFiles: entries.length,
    listedBytes: entries.reduce((sum, { size }) => sum + size, 0),
    sentFiles: sent.length,
    sentBytes: sent.reduce((sum, { size }) => sum + size, 0),
  };
  const directory: SentDirectory = {
    name: 'context',
    exchange: 1,
    includePatterns: [],
    excludePatterns,
    followPaths: [],
    differ: null,
    complete: true,
    ...counts,
  };
  return contextExchange(entries, fields, {
    builder: 'buildkit',
    buildkit: buildKitFacts({ ref: null, frontend: null, directories: [directory], ...counts }),
  });
}
