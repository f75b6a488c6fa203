import { type ByteOrder, readU16 } from '../byte-order.ts';
import type { CaptureNames } from '../capture-file-event.ts';
import { padded } from './block-types.ts';
import { optionText } from './options.ts';

const RECORD_END = 0;
/** Address length by record type; other types (EUI-48, EUI-64) name no IP address. */
const addressBytes = new Map([
  [1, 4],
  [2, 16],
]);

/** Section 4.5; `bytes[start, end)` is the block's body. An address may have several names. */
export function readNameResolution(
  bytes: Uint8Array,
  start: number,
  end: number,
  order: ByteOrder,
): CaptureNames {
  const names: CaptureNames['names'][number][] = [];
  let offset = start;
  while (offset + 4 <= end) {
    const type = readU16(bytes, offset, order);
    const length = readU16(bytes, offset + 2, order);
    const value = offset + 4;
    if (type === RECORD_END || value + length > end) break;
    const addressLength = addressBytes.get(type);
    if (addressLength !== undefined && length > addressLength) {
      const address = bytes.slice(value, value + addressLength);
      const text = optionText(bytes.subarray(value + addressLength, value + length));
      for (const name of text.split('\0')) if (name !== '') names.push({ address, name });
    }
    offset = value + padded(length);
  }
  return { kind: 'capture-names', names };
}
