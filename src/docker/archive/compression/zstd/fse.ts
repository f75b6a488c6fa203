import { BrokenDataError } from '../decompressor.ts';

/** A finite state entropy table (RFC 8878 section 4.1): for each state a symbol and how the next is found. */
export interface FseTable {
  readonly accuracy: number;
  readonly symbols: Uint8Array;
  readonly bitCounts: Uint8Array;
  readonly baselines: Uint16Array;
}

/** Table that has one symbol and takes no bits. */
export function repeatedSymbol(symbol: number): FseTable {
  return {
    accuracy: 0,
    symbols: Uint8Array.of(symbol),
    bitCounts: new Uint8Array(1),
    baselines: new Uint16Array(1),
  };
}

/** Section 4.1.1: the counts that a table is made of. `end` is where the bytes behind them begin. */
export function readFseTable(
  bytes: Uint8Array,
  start: number,
  limit: number,
  maxAccuracy: number,
  maxSymbol: number,
): { readonly table: FseTable; readonly end: number } {
  let position = start * 8;
  const peek = (count: number): number => {
    const index = position >> 3;
    const word = bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16);
    return (word >>> (position & 7)) & ((1 << count) - 1);
  };
  const accuracy = peek(4) + 5;
  position += 4;
  if (accuracy > maxAccuracy) throw new BrokenDataError('zstd table is too fine');
  const counts: number[] = [];
  let remaining = 1 << accuracy;
  while (remaining > 0) {
    if (counts.length > maxSymbol || position >= limit * 8)
      throw new BrokenDataError('zstd table is invalid');
    // Values up to the number of slots left: small ones take one bit less.
    const bits = 32 - Math.clz32(remaining + 1);
    const low = (1 << (bits - 1)) - 1;
    const threshold = (1 << bits) - 2 - remaining;
    let value = peek(bits);
    if ((value & low) < threshold) {
      value &= low;
      position += bits - 1;
    } else {
      if (value > low) value -= threshold;
      position += bits;
    }
    // A count of -1 stands for less than one: a single slot at the table's end.
    const count = value - 1;
    counts.push(count);
    remaining -= Math.abs(count);
    if (count !== 0) continue;
    let repeat: number;
    do {
      repeat = peek(2);
      position += 2;
      for (let index = 0; index < repeat; index += 1) counts.push(0);
    } while (repeat === 3 && counts.length <= maxSymbol);
  }
  const end = (position + 7) >> 3;
  if (remaining < 0 || counts.length > maxSymbol + 1 || end > limit) {
    throw new BrokenDataError('zstd table is invalid');
  }
  return { table: buildFseTable(counts, accuracy), end };
}

/** Section 4.1.1, "From normalized distribution to decoding tables". The counts fill the table exactly. */
export function buildFseTable(counts: readonly number[], accuracy: number): FseTable {
  const size = 1 << accuracy;
  const symbols = new Uint8Array(size);
  const bitCounts = new Uint8Array(size);
  const baselines = new Uint16Array(size);
  let high = size;
  for (const [symbol, count] of counts.entries()) {
    if (count !== -1) continue;
    high -= 1;
    symbols[high] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let position = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let index = 0; index < count; index += 1) {
      symbols[position] = symbol;
      do position = (position + step) & (size - 1);
      while (position >= high);
    }
  }
  const next = counts.map((count) => Math.abs(count));
  for (let state = 0; state < size; state += 1) {
    const symbol = symbols[state]!;
    const value = next[symbol]!;
    next[symbol] = value + 1;
    const bits = accuracy - (31 - Math.clz32(value));
    bitCounts[state] = bits;
    baselines[state] = (value << bits) - size;
  }
  return { accuracy, symbols, bitCounts, baselines };
}
