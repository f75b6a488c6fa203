import type { Exchange } from '../model/exchange.ts';
import type { Store } from '../store/store.ts';
import type { ContentRef } from '../views/view-model/content.ts';

/** Whose bytes a content is, and which of them. */
export interface FoundContent {
  readonly record: Exchange;
  readonly ref: ContentRef;
}

/**
 * Where the bytes of a content are: of most exchanges in itself. The context of a build with BuildKit is
 * joined from other exchanges, which carry its files; and what the builder had already was only listed.
 * Throws with words for the user.
 */
export function findContent(id: number, ref: ContentRef, store: Store): FoundContent {
  const record = store.exchange(id);
  if (record === null) throw new Error('it is no longer kept');
  if (ref.kind !== 'file') return { record, ref };
  const { archive, build } = record.docker;
  if (build?.context != null && build.buildkit !== null) {
    const entry = build.context.entries[ref.index];
    if (entry?.sent === false) throw new Error(NOT_SENT);
    return fileOfBuild(record, entry?.path ?? '', store);
  }
  if (archive?.entries[ref.index]?.sent === false) throw new Error(NOT_SENT);
  return { record, ref };
}

const NOT_SENT = 'it was listed and not sent: the builder had it already, or did not need it';

function fileOfBuild({ docker }: Exchange, path: string, store: Store): FoundContent {
  const { directories, exchanges } = docker.build!.buildkit!;
  for (const { exchange } of directories.filter(({ name }) => name === 'context')) {
    const record = store.exchange(exchange);
    const index =
      record?.docker.archive?.entries.findIndex((entry) => entry.path === path && entry.sent) ?? -1;
    if (record !== null && index !== -1) return { record, ref: { kind: 'file', side: 'response', index } };
  }
  const uploaded = exchanges.upload === null ? null : store.exchange(exchanges.upload);
  const index = uploaded?.docker.build?.context?.entries.findIndex((entry) => entry.path === path) ?? -1;
  if (uploaded !== null && index !== -1) {
    return { record: uploaded, ref: { kind: 'file', side: 'request', index } };
  }
  throw new Error('what carried it is not in the capture');
}
