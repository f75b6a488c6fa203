/**
 * CRC-64 of ECMA-182, lowest bit first, as xz uses it. Two halves, because a BigInt for each byte would take
 * longer than unpacking does.
 */
const low = new Uint32Array(256);
const high = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let l = byte;
  let h = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    const odd = l & 1;
    l = (l >>> 1) | (h << 31);
    h >>>= 1;
    if (odd) {
      l ^= 0xd7870f42;
      h ^= 0xc96c5795;
    }
  }
  low[byte] = l;
  high[byte] = h;
}

export class Crc64 {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    let l = this.#low;
    let h = this.#high;
    for (let index = 0; index < bytes.length; index += 1) {
      const entry = (l ^ bytes[index]!) & 0xff;
      l = ((l >>> 8) | (h << 24)) ^ low[entry]!;
      h = (h >>> 8) ^ high[entry]!;
    }
    this.#low = l;
    this.#high = h;
  }

  /** Eight bytes, lowest first, as they stand in the file. */
  digest(): Uint8Array {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32LE(~this.#low, 0);
    bytes.writeInt32LE(~this.#high, 4);
    return bytes;
  }
}
