import { type ByteOrder, readU16 } from '../byte-order.ts';
import { option, padded } from './block-types.ts';

const utf8 = new TextDecoder();

/**
 * Calls `visit` for each option in `bytes[start, end)`, section 3.5, and says whether all of them fit. A
 * list need not end with the end-of-options option; older writers leave it out.
 */
export function eachOption(
  bytes: Uint8Array,
  start: number,
  end: number,
  order: ByteOrder,
  visit: (code: number, value: Uint8Array) => void,
): boolean {
  let offset = start;
  while (offset + 4 <= end) {
    const code = readU16(bytes, offset, order);
    const length = readU16(bytes, offset + 2, order);
    if (code === option.end) return true;
    const valueStart = offset + 4;
    if (valueStart + length > end) return false;
    visit(code, bytes.subarray(valueStart, valueStart + length));
    offset = valueStart + padded(length);
  }
  return offset >= end;
}

/** A text option's value. Some writers count a closing NUL in, which the text does not have. */
export function optionText(value: Uint8Array): string {
  return utf8.decode(value).replace(/\0+$/, '');
}
