import type { HeaderField } from './header-field.ts';

/** Default of SETTINGS_HEADER_TABLE_SIZE (RFC 9113, section 6.5.2). */
const DEFAULT_SIZE = 4096;
/** What an entry costs beside its text (RFC 7541, section 4.1). */
const ENTRY_OVERHEAD = 32;
/** More than any peer of Docker's asks for; of a larger table the older part counts as unknown. */
const MAX_TABLE_BYTES = 1024 * 1024;
/** Evicted entries that wait at the list's beginning until it is worth moving the others down. */
const MAX_EVICTED = 64;

/**
 * The fields that one side has told the other to remember, newest first (RFC 7541, section 2.3). Entries
 * that the capture missed are older than all that are known, so indexes of the known ones stay right.
 */
export class DynamicTable {
  /** Oldest first; those before `#first` have been evicted. */
  #entries: HeaderField[] = [];
  #first = 0;
  #bytes = 0;
  #maxBytes = DEFAULT_SIZE;
  #olderUnknown: boolean;

  constructor(joinedLate: boolean) {
    this.#olderUnknown = joinedLate;
  }

  /** `index` from 0 for the newest: the field, `unknown` where it was not captured, null where there is none. */
  get(index: number): HeaderField | 'unknown' | null {
    const field = index < this.#length ? this.#entries[this.#entries.length - 1 - index] : undefined;
    return field ?? (this.#olderUnknown ? 'unknown' : null);
  }

  add(field: HeaderField): void {
    const size = entrySize(field);
    this.#evictTo(this.#maxBytes - size);
    // One that is larger than the table empties it, and that is all (RFC 7541, section 4.4).
    if (size > this.#maxBytes) return;
    this.#entries.push(field);
    this.#bytes += size;
  }

  resize(maxBytes: number): void {
    if (maxBytes > MAX_TABLE_BYTES) this.#olderUnknown = true;
    this.#maxBytes = Math.min(maxBytes, MAX_TABLE_BYTES);
    this.#evictTo(this.#maxBytes);
  }

  /** Entries may have been added here that nobody knows: those known so far cannot be counted any more. */
  lose(): void {
    this.#entries = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#olderUnknown = true;
  }

  get #length(): number {
    return this.#entries.length - this.#first;
  }

  #evictTo(maxBytes: number): void {
    while (this.#bytes > maxBytes && this.#length > 0) {
      this.#bytes -= entrySize(this.#entries[this.#first]!);
      this.#first += 1;
    }
    if (this.#first > MAX_EVICTED && this.#first > this.#length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }
}

function entrySize([name, value]: HeaderField): number {
  return name.length + value.length + ENTRY_OVERHEAD;
}
