/** How a field's value is written (protobuf encoding, "Message structure"); groups, 3 and 4, are long gone. */
export type WireType = 'varint' | 'fixed64' | 'bytes' | 'fixed32';

const wireTypes: readonly (WireType | null)[] = ['varint', 'fixed64', 'bytes', null, null, 'fixed32'];

/** A varint has at most ten bytes: 64 bits in groups of seven. */
const MAX_VARINT_BYTES = 10;

/**
 * Steps through the fields of one protobuf message in place: nothing is copied, and no object is made for a
 * field. What is read is that of the field which the last `next` stepped to.
 *
 * A library would drop the fields it has no names for or copy every file's bytes on the way, and throw at
 * the first byte that is wrong; here what stood before it counts.
 */
export class FieldReader {
  number = 0;
  type: WireType = 'varint';
  /** The message is cut, or not one at all: what came before was read. */
  damaged = false;
  readonly #bytes: Uint8Array;
  #offset = 0;
  #start = 0;
  #end = 0;
  /** The last varint: its lower 32 bits and its upper ones. */
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Goes to the next field; false at the message's end, or where it cannot be read on. */
  next(): boolean {
    if (this.#offset >= this.#bytes.length || this.damaged) return false;
    if (!this.#varint()) return this.#broken();
    const type = wireTypes[this.#low & 7];
    this.number = ((this.#low >>> 3) | (this.#high << 29)) >>> 0;
    // Numbers have 29 bits.
    if (type === undefined || type === null || this.number === 0 || this.number > 0x1fffffff) {
      return this.#broken();
    }
    this.type = type;
    switch (type) {
      case 'varint':
        return this.#varint() || this.#broken();
      case 'fixed32':
        return this.#take(4);
      case 'fixed64':
        return this.#take(8);
      case 'bytes':
        if (!this.#varint() || this.#high !== 0) return this.#broken();
        return this.#take(this.#low);
    }
  }

  /** Content of a field with a length, or of one of a fixed size: a view. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** Bytes that are no UTF-8 come out as U+FFFD. */
  get text(): string {
    const { buffer, byteOffset } = this.#bytes;
    return Buffer.from(buffer, byteOffset + this.#start, this.#end - this.#start).toString('utf8');
  }

  /** uint32 and uint64; above 2^53 to the nearest number. */
  get unsigned(): number {
    return this.type === 'varint' ? this.#high * 0x1_0000_0000 + this.#low : Number(this.#fixed(false));
  }

  /** int32, int64 and enums: two's complement of 64 bits, to the nearest number. */
  get signed(): number {
    return this.type === 'varint' ? (this.#high | 0) * 0x1_0000_0000 + this.#low : Number(this.#fixed(true));
  }

  /** int64, every digit of it: nanoseconds since 1970. */
  get exact(): bigint {
    if (this.type !== 'varint') return this.#fixed(true);
    return (BigInt(this.#high | 0) << 32n) | BigInt(this.#low);
  }

  #fixed(signed: boolean): bigint {
    const { buffer, byteOffset } = this.#bytes;
    const view = new DataView(buffer, byteOffset + this.#start, this.#end - this.#start);
    if (this.type === 'fixed32') return BigInt(signed ? view.getInt32(0, true) : view.getUint32(0, true));
    if (this.type !== 'fixed64') return 0n;
    return signed ? view.getBigInt64(0, true) : view.getBigUint64(0, true);
  }

  #take(length: number): boolean {
    if (length > this.#bytes.length - this.#offset) return this.#broken();
    this.#start = this.#offset;
    this.#offset += length;
    this.#end = this.#offset;
    return true;
  }

  #varint(): boolean {
    const bytes = this.#bytes;
    const limit = Math.min(bytes.length, this.#offset + MAX_VARINT_BYTES);
    this.#low = 0;
    this.#high = 0;
    for (let shift = 0; this.#offset < limit; shift += 7) {
      const byte = bytes[this.#offset]!;
      this.#offset += 1;
      const bits = byte & 0x7f;
      if (shift < 28) this.#low = (this.#low | (bits << shift)) >>> 0;
      else if (shift === 28) {
        this.#low = (this.#low | (bits << 28)) >>> 0;
        this.#high = bits >>> 4;
      } else this.#high = (this.#high | (bits << (shift - 32))) >>> 0;
      if (byte < 0x80) return true;
    }
    return false;
  }

  #broken(): false {
    this.damaged = true;
    return false;
  }
}
