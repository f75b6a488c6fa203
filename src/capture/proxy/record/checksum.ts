import { endianness } from 'node:os';

/** The longest IP packet. */
const MAX_BYTES = 65_535;

/** Where bytes that do not begin at a multiple of four in memory are copied to, to be read as words. */
const scratch = new Uint8Array(MAX_BYTES);

const littleEndian = endianness() === 'LE';

/**
 * The ones' complement sum of big-endian 16-bit words, not yet complemented (RFC 1071). Words of 32 bits in
 * the machine's own order give the same sum, with its two bytes exchanged on a little-endian one (section 2),
 * and reading those costs a fraction of a copy. At most 65,535 bytes.
 */
export function onesComplementSum(bytes: Uint8Array): number {
  let aligned = bytes;
  if ((bytes.byteOffset & 3) !== 0) {
    scratch.set(bytes);
    aligned = scratch.subarray(0, bytes.length);
  }
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  const inFours = words.length & ~3;
  // Four sums, so that one addition need not wait for the other. Doubles hold all of them exactly.
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let index = 0; index < inFours; index += 4) {
    first += words[index]!;
    second += words[index + 1]!;
    third += words[index + 2]!;
    fourth += words[index + 3]!;
  }
  for (let index = inFours; index < words.length; index += 1) first += words[index]!;
  const sum = foldSum(first + second + third + fourth);
  let total = littleEndian ? ((sum & 0xff) << 8) | (sum >> 8) : sum;
  for (let index = words.length * 4; index < aligned.length; index += 2)
    total += (aligned[index]! << 8) | (aligned[index + 1] ?? 0);
  return foldSum(total);
}

/** Adds the carries of a sum of words back in, until it has 16 bits. */
export function foldSum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000);
  return folded;
}
