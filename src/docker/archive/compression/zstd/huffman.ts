import { BrokenDataError } from '../decompressor.ts';
import { BackwardBits } from './backward-bits.ts';
import { readFseTable } from './fse.ts';

const MAX_CODE_BITS = 11;

/** For each pattern of `bits` bits: the symbol it begins with, and how long that one's code is. */
export interface HuffmanTable {
  readonly bits: number;
  readonly symbols: Uint8Array;
  readonly lengths: Uint8Array;
}

/** RFC 8878 section 4.2.1. `end` is where the bytes behind the description begin. */
export function readHuffmanTable(
  bytes: Uint8Array,
  start: number,
  limit: number,
): { readonly table: HuffmanTable; readonly end: number } {
  const header = bytes[start]!;
  const end = start + 1 + (header < 128 ? header : (header - 126) >> 1);
  if (end > limit) throw new BrokenDataError('zstd Huffman table is cut');
  const weights =
    header < 128 ? packedWeights(bytes, start + 1, end) : plainWeights(bytes, start + 1, header - 127);
  return { table: buildTable(weights), end };
}

function plainWeights(bytes: Uint8Array, start: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const pair = bytes[start + (index >> 1)]!;
    return index % 2 === 0 ? pair >>> 4 : pair & 15;
  });
}

/** Two states take turns, and the one whose bits are not there ends it. */
function packedWeights(bytes: Uint8Array, start: number, limit: number): number[] {
  const { table, end } = readFseTable(bytes, start, limit, 6, 255);
  const bits = new BackwardBits(bytes, end, limit);
  const states = [bits.read(table.accuracy), bits.read(table.accuracy)];
  const weights: number[] = [];
  for (let turn = 0; weights.length < 255; turn ^= 1) {
    const state = states[turn]!;
    weights.push(table.symbols[state]!);
    const count = table.bitCounts[state]!;
    if (bits.left < count) {
      weights.push(table.symbols[states[turn ^ 1]!]!);
      break;
    }
    states[turn] = table.baselines[state]! + bits.read(count);
  }
  return weights;
}

/** The last symbol's weight is what makes the sum a power of two. */
function buildTable(weights: number[]): HuffmanTable {
  let sum = 0;
  for (const weight of weights) {
    if (weight > MAX_CODE_BITS) throw new BrokenDataError('zstd Huffman weight is invalid');
    if (weight > 0) sum += 1 << (weight - 1);
  }
  const bits = 32 - Math.clz32(sum);
  const rest = (1 << bits) - sum;
  if (sum === 0 || bits > MAX_CODE_BITS || weights.length > 255 || (rest & (rest - 1)) !== 0) {
    throw new BrokenDataError('zstd Huffman weights are invalid');
  }
  weights.push(32 - Math.clz32(rest));
  const symbols = new Uint8Array(1 << bits);
  const lengths = new Uint8Array(1 << bits);
  let position = 0;
  for (let weight = 1; weight <= bits; weight += 1) {
    const span = 1 << (weight - 1);
    for (let symbol = 0; symbol < weights.length; symbol += 1) {
      if (weights[symbol] !== weight) continue;
      symbols.fill(symbol, position, position + span);
      lengths.fill(bits + 1 - weight, position, position + span);
      position += span;
    }
  }
  return { bits, symbols, lengths };
}

/** One stream of literals (section 4.2.2), which must fill `output` and use all its bits. */
export function readHuffmanStream(
  bytes: Uint8Array,
  start: number,
  end: number,
  { bits: tableBits, symbols, lengths }: HuffmanTable,
  output: Uint8Array,
): void {
  const bits = new BackwardBits(bytes, start, end);
  for (let index = 0; index < output.length; index += 1) {
    const pattern = bits.peek(tableBits);
    output[index] = symbols[pattern]!;
    bits.drop(lengths[pattern]!);
    if (bits.left < 0) throw new BrokenDataError('zstd literals are too short');
  }
  if (bits.left !== 0) throw new BrokenDataError('zstd literals are too long');
}
