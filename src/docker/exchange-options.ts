import type { EntryOptions } from './archive/entry-list.ts';
import type { BuildKitBook } from './buildkit/buildkit-book.ts';
import type { ExchangeTap, MessageSide } from './exchange-tap.ts';
import type { Names } from './names/names.ts';

export interface ExchangeOptions {
  /** SHA-256 of bodies, files and streams. */
  readonly hash: boolean;
  /** Look into the files of build contexts for secrets: costs a pass over every small file. */
  readonly secrets: boolean;
  readonly names: Names;
  readonly tap: ExchangeTap | null;
  readonly buildkit: BuildKitBook;
}

/** What the archive reader of one body is to do with entries. */
export function entryOptions(
  { hash, tap }: Pick<ExchangeOptions, 'hash' | 'tap'>,
  side: MessageSide,
): EntryOptions & { readonly hash: boolean } {
  if (tap === null) return { hash };
  return {
    hash,
    onEntry: (entry, index) => tap.entry(side, entry, index),
    onContent: (index, bytes, offset) => tap.content(side, index, bytes, offset),
    onContentEnd: (index) => tap.contentEnd(side, index),
  };
}
