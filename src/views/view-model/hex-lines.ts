import { padText } from './fit-text.ts';
import { type StyledLine, span } from './styled-line.ts';

/** Bytes of one line. */
export const HEX_ROW = 16;

/**
 * One line of a hex dump, as `hexdump -C` writes it: offset, bytes, and what of them is ASCII. `offset` is that
 * of the first byte of all.
 */
export function hexLine(bytes: Uint8Array, row: number, offset = 0): StyledLine {
  const start = row * HEX_ROW;
  const part = bytes.subarray(start, start + HEX_ROW);
  const digits = Array.from(part, (byte) => byte.toString(16).padStart(2, '0'));
  const left = digits.slice(0, 8).join(' ');
  const right = digits.slice(8).join(' ');
  const text = Array.from(part, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
  ).join('');
  return [
    span(` ${(offset + start).toString(16).padStart(8, '0')}  `, 'dim'),
    span(padText(padText(left, 24) + right, 49)),
    span(`|${text}|`, 'dim'),
  ];
}
