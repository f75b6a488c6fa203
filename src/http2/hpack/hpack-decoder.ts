import { UNKNOWN } from '../../http/unknown-field.ts';
import { BlockCursor } from './block-cursor.ts';
import { DynamicTable } from './dynamic-table.ts';
import type { HeaderField } from './header-field.ts';
import { staticTable } from './static-table.ts';

/** Text of one block that is kept: a few bytes may refer to a long entry again and again. */
const MAX_LIST_BYTES = 1024 * 1024;

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Fields of which a name or value is `UNKNOWN`, as the block refers to what was not captured. */
  readonly unknown: number;
  /** `broken`: the rest cannot be read. `too-long`: there were more fields than are kept. */
  readonly outcome: 'whole' | 'broken' | 'too-long';
}

/**
 * HPACK of one direction (RFC 7541): a whole header block in, its fields out. It never fails: a block that
 * is broken gives the fields before the break, and from there on the table counts as unknown.
 */
export class HpackDecoder {
  readonly #table: DynamicTable;

  /** Joined late, the table has entries that nobody here has seen. */
  constructor(joinedLate: boolean) {
    this.#table = new DynamicTable(joinedLate);
  }

  /** Blocks are missing here. */
  lose(): void {
    this.#table.lose();
  }

  decode(block: Uint8Array): HeaderBlock {
    const cursor = new BlockCursor(block);
    const fields: HeaderField[] = [];
    let unknown = 0;
    let bytes = 0;
    while (!cursor.atEnd) {
      const field = this.#next(cursor);
      if (field === 'broken') {
        this.#table.lose();
        return { fields, unknown, outcome: 'broken' };
      }
      if (field === null) continue;
      bytes += field[0].length + field[1].length;
      // Read on without keeping: the table must stay right.
      if (bytes > MAX_LIST_BYTES) continue;
      fields.push(field);
      if (field[0] === UNKNOWN || field[1] === UNKNOWN) unknown += 1;
    }
    return { fields, unknown, outcome: bytes > MAX_LIST_BYTES ? 'too-long' : 'whole' };
  }

  /** One representation (RFC 7541, section 6); null for a change of the table's size, which is no field. */
  #next(cursor: BlockCursor): HeaderField | 'broken' | null {
    const first = cursor.peek();
    if (first >= 0x80) {
      const index = cursor.integer(7);
      return index === null ? 'broken' : (this.#field(index) ?? 'broken');
    }
    if (first >= 0x40) {
      const field = this.#literal(cursor, 6);
      if (field === 'broken') return field;
      if (field[0] === UNKNOWN) this.#table.lose();
      else this.#table.add(field);
      return field;
    }
    if (first >= 0x20) {
      const size = cursor.integer(5);
      if (size === null) return 'broken';
      this.#table.resize(size);
      return null;
    }
    // Without indexing, and never indexed: how the next hop may pass it on is no concern of ours.
    return this.#literal(cursor, 4);
  }

  #literal(cursor: BlockCursor, prefixBits: number): HeaderField | 'broken' {
    const index = cursor.integer(prefixBits);
    if (index === null) return 'broken';
    const name = index === 0 ? cursor.string() : (this.#field(index)?.[0] ?? null);
    const value = cursor.string();
    if (name === null || value === null) return 'broken';
    // Without its name nobody can say whether the value is a secret.
    return [name, name === UNKNOWN ? UNKNOWN : value];
  }

  #field(index: number): HeaderField | null {
    if (index === 0) return null;
    const known = staticTable[index - 1];
    if (known !== undefined) return known;
    const field = this.#table.get(index - 1 - staticTable.length);
    return field === 'unknown' ? [UNKNOWN, UNKNOWN] : field;
  }
}
