import type { PaxRecord } from './pax-records.ts';
import { paxInteger } from './pax-records.ts';
import { readNumber } from './tar-header.ts';

/** A piece of a sparse file that is stored; what lies between pieces is zeros. */
export interface SparseRegion {
  readonly offset: number;
  readonly length: number;
}

/** Map of a sparse file: its stored pieces in ascending order, and its size with the holes. */
export interface SparseMap {
  readonly regions: readonly SparseRegion[];
  readonly realSize: number;
}

/** Pieces in a header of type `S`, and in each extension block behind it (GNU tar manual, "Old GNU Format"). */
export const OLD_GNU_HEADER = { offset: 386, count: 4, extended: 482, realSize: 483 } as const;
export const OLD_GNU_EXTENSION = { offset: 0, count: 21, extended: 504 } as const;

/** Far more pieces than a file of a build context has; a map with more is malformed. */
export const MAX_SPARSE_REGIONS = 100_000;
/** Two numbers of up to 16 digits and their newlines for each piece. */
const MAX_MAP_TEXT = 34 * MAX_SPARSE_REGIONS + 512;

/** The pieces of one old GNU block; null where a number is malformed. */
export function readOldGnuRegions(block: Uint8Array, offset: number, count: number): SparseRegion[] | null {
  const regions: SparseRegion[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = offset + index * 24;
    if (block[at] === 0) break;
    const region = { offset: readNumber(block, at, 12), length: readNumber(block, at + 12, 12) };
    if (Number.isNaN(region.offset) || Number.isNaN(region.length)) return null;
    regions.push(region);
  }
  return regions;
}

/** What pax records say of a sparse file (GNU tar manual, "PAX Format, Versions 0.0, 0.1 and 1.0"). */
export interface PaxSparse {
  /** Size with the holes; null where it is malformed. */
  readonly realSize: number | null;
  /** Version 1.0 has its map before the content. */
  readonly regions: readonly SparseRegion[] | 'in-content' | 'invalid';
}

/** Null where the records speak of no sparse file. */
export function readPaxSparse(records: readonly PaxRecord[]): PaxSparse | null {
  const values = new Map(records);
  const size = values.get('GNU.sparse.realsize') ?? values.get('GNU.sparse.size');
  if (size === undefined) return null;
  const realSize = paxInteger(size);
  if (realSize === null || realSize < 0) return { realSize: null, regions: 'invalid' };
  if (values.get('GNU.sparse.major') === '1') return { realSize, regions: 'in-content' };
  const map = values.get('GNU.sparse.map');
  const numbers =
    map === undefined
      ? records.filter(([key]) => /^GNU\.sparse\.(offset|numbytes)$/.test(key)).map(([, value]) => value)
      : map.split(',');
  return { realSize, regions: pairs(numbers) ?? 'invalid' };
}

/**
 * The map of version 1.0, which stands before the content in blocks of its own: the number of pieces, then
 * their offsets and lengths, one decimal number a line.
 */
export class SparseMapText {
  #text = '';
  #lines = 0;
  #wanted = 1;

  push(block: Uint8Array): readonly SparseRegion[] | 'more' | 'invalid' {
    const text = Buffer.from(block.buffer, block.byteOffset, block.length).toString('latin1');
    if (this.#lines === 0) {
      const end = text.indexOf('\n');
      const count = end < 0 ? null : paxInteger(text.slice(0, end));
      if (count === null || count < 0 || count > MAX_SPARSE_REGIONS) return 'invalid';
      this.#wanted = 1 + 2 * count;
    }
    this.#text += text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lines += 1;
    if (this.#lines < this.#wanted) return this.#text.length > MAX_MAP_TEXT ? 'invalid' : 'more';
    return pairs(this.#text.split('\n').slice(1, this.#wanted)) ?? 'invalid';
  }
}

function pairs(numbers: readonly string[]): SparseRegion[] | null {
  if (numbers.length % 2 !== 0) return null;
  const regions: SparseRegion[] = [];
  for (let index = 0; index < numbers.length; index += 2) {
    const offset = paxInteger(numbers[index]!);
    const length = paxInteger(numbers[index + 1]!);
    if (offset === null || length === null) return null;
    regions.push({ offset, length });
  }
  return regions;
}

/** Whether the pieces ascend, do not overlap, lie within the file and are as long as what is stored. */
export function sparseMapFits(map: SparseMap, storedSize: number): boolean {
  let position = 0;
  let stored = 0;
  for (const { offset, length } of map.regions) {
    if (offset < position || length < 0) return false;
    position = offset + length;
    stored += length;
  }
  return position <= map.realSize && stored === storedSize;
}
