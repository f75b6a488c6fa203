import type { Timestamp } from '../../layer/origin.ts';
import { untilNul } from './archive-text.ts';

/** POSIX.1-2017, pax: "ustar Interchange Format"; GNU tar manual, "Basic Tar Format". */
export const BLOCK_SIZE = 512;

/** Microseconds of the years 0 to 9999, the times that a date can be written for. */
export const MIN_MTIME = -62_167_219_200e6;
export const MAX_MTIME = 253_402_300_799e6;

/** One header block, decoded. `typeFlag` is the flag as a character; `'0'` also where it was NUL. */
export interface TarHeader {
  readonly name: Uint8Array;
  readonly typeFlag: string;
  /** Bytes of content that follow, as the header says. */
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Timestamp;
  readonly linkName: Uint8Array;
  /** Names of the fields whose number made no sense; they were read as 0 or moved into range. */
  readonly invalidNumbers: readonly string[];
}

/** What a block is at the place where a header should be. `v7` headers have a checksum but no magic. */
export type BlockKind = 'zero' | 'magic' | 'v7' | 'invalid';

const zeroBlock = Buffer.alloc(BLOCK_SIZE);

export function blockKind(block: Uint8Array): BlockKind {
  if (block[0] === 0 && zeroBlock.equals(block)) return 'zero';
  if (!checksumMatches(block)) return 'invalid';
  return hasMagic(block) ? 'magic' : 'v7';
}

/** `ustar`, which POSIX ends with NUL and GNU with a space. */
export function hasMagic(block: Uint8Array): boolean {
  return (
    block[257] === 0x75 &&
    block[258] === 0x73 &&
    block[259] === 0x74 &&
    block[260] === 0x61 &&
    block[261] === 0x72
  );
}

/**
 * The sum of all bytes with the checksum's own taken as spaces. Historic tars summed signed chars, so either
 * sum will do.
 */
export function checksumMatches(block: Uint8Array): boolean {
  const stored = readNumber(block, 148, 8);
  if (Number.isNaN(stored)) return false;
  let unsigned = 8 * 0x20;
  let high = 0;
  for (let index = 0; index < BLOCK_SIZE; index += 1) {
    if (index === 148) index = 156;
    const byte = block[index]!;
    unsigned += byte;
    if (byte > 127) high += 1;
  }
  return stored === unsigned || stored === unsigned - 256 * high;
}

/** Decodes a block whose checksum matches. The names are copies. */
export function readTarHeader(block: Uint8Array): TarHeader {
  const invalidNumbers: string[] = [];
  const number = (name: string, offset: number, length: number, min: number, max: number): number => {
    const value = readNumber(block, offset, length);
    if (value >= min && value <= max) return value;
    invalidNumbers.push(name);
    if (Number.isNaN(value)) return 0;
    return value < min ? min : max;
  };
  const flag = block[156]!;
  const name = fullName(block);
  return {
    name,
    // NUL is v7's file, and a directory where its name ends in a slash.
    typeFlag: flag === 0 ? (name.at(-1) === 0x2f ? '5' : '0') : String.fromCharCode(flag),
    size: number('size', 124, 12, 0, Number.MAX_SAFE_INTEGER),
    mode: number('mode', 100, 8, 0, Number.MAX_SAFE_INTEGER) % 0o10000,
    uid: number('uid', 108, 8, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    gid: number('gid', 116, 8, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    mtime: number('mtime', 136, 12, MIN_MTIME / 1e6, MAX_MTIME / 1e6) * 1e6,
    linkName: untilNul(block.slice(157, 257)),
    invalidNumbers,
  };
}

/** ustar's prefix goes before the name. GNU headers (`ustar` and two spaces) hold times and maps there. */
function fullName(block: Uint8Array): Uint8Array {
  const name = untilNul(block.subarray(0, 100));
  if (!hasMagic(block) || block[262] !== 0) return name.slice();
  // Schilling's star ends the block with "tar" and keeps times behind a shorter prefix.
  const star = block[508] === 0x74 && block[509] === 0x61 && block[510] === 0x72 && block[511] === 0;
  const prefix = untilNul(block.subarray(345, star ? 476 : 500));
  if (prefix.length === 0) return name.slice();
  const joined = new Uint8Array(prefix.length + 1 + name.length);
  joined.set(prefix);
  joined[prefix.length] = 0x2f;
  joined.set(name, prefix.length + 1);
  return joined;
}

/**
 * A number field: octal digits between spaces and NULs, or, where the first bit is set, a big-endian
 * two's-complement number in the rest (GNU's base-256). NaN where it is neither; an empty field is 0.
 */
export function readNumber(block: Uint8Array, offset: number, length: number): number {
  const first = block[offset]!;
  if (first & 0x80) return readBase256(block, offset, length);
  let position = offset;
  const end = offset + length;
  while (position < end && (block[position] === 0x20 || block[position] === 0)) position += 1;
  let value = 0;
  for (; position < end; position += 1) {
    const byte = block[position]!;
    if (byte === 0x20 || byte === 0) break;
    if (byte < 0x30 || byte > 0x37) return Number.NaN;
    value = value * 8 + (byte - 0x30);
  }
  return value;
}

function readBase256(block: Uint8Array, offset: number, length: number): number {
  const negative = (block[offset]! & 0x40) !== 0;
  let value = negative ? (block[offset]! | 0x80) - 0x100 : block[offset]! & 0x3f;
  for (let index = 1; index < length; index += 1) value = value * 256 + block[offset + index]!;
  return value;
}
