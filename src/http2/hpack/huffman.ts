import { huffmanLengths } from './huffman-lengths.ts';

const END_OF_STRING = 256;
/** Longest code, and the most padding that may follow the last one (RFC 7541, section 5.2). */
const LONGEST_CODE = 30;
const MAX_PADDING_BITS = 7;

/** The code as a binary tree: two children a node; a leaf is `-1 - symbol`, 0 is no child. */
const tree = buildTree();

function buildTree(): Int16Array {
  const nodes: number[] = [0, 0];
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE; length += 1) {
    code *= 2;
    for (const [symbol, bits] of huffmanLengths.entries()) {
      if (bits !== length) continue;
      addCode(nodes, code, length, symbol);
      code += 1;
    }
  }
  return Int16Array.from(nodes);
}

function addCode(nodes: number[], code: number, length: number, symbol: number): void {
  let node = 0;
  for (let bit = length - 1; bit >= 0; bit -= 1) {
    const child = node + ((code >>> bit) & 1);
    if (bit === 0) {
      nodes[child] = -1 - symbol;
      return;
    }
    if (nodes[child] === 0) {
      nodes[child] = nodes.length;
      nodes.push(0, 0);
    }
    node = nodes[child]!;
  }
}

/** A Huffman-coded string in, its bytes out; null where it is not one (RFC 7541, section 5.2). */
export function decodeHuffman(coded: Uint8Array): Uint8Array | null {
  // No code is shorter than five bits.
  const decoded = new Uint8Array(Math.floor((coded.length * 8) / 5));
  let length = 0;
  let node = 0;
  let depth = 0;
  let onesOnly = true;
  for (const byte of coded) {
    for (let shift = 7; shift >= 0; shift -= 1) {
      const bit = (byte >>> shift) & 1;
      depth += 1;
      if (bit === 0) onesOnly = false;
      const next = tree[node + bit]!;
      if (next > 0) {
        node = next;
        continue;
      }
      const symbol = -1 - next;
      if (symbol === END_OF_STRING) return null;
      decoded[length] = symbol;
      length += 1;
      node = 0;
      depth = 0;
      onesOnly = true;
    }
  }
  // Padding is the beginning of the end-of-string code, which is all ones.
  return depth <= MAX_PADDING_BITS && onesOnly ? decoded.subarray(0, length) : null;
}
