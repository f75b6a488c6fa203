import { isUtf8 } from 'node:buffer';

/** Names in archives are bytes; these functions make text of them for records and for messages. */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Longest name that a message quotes. */
const MAX_QUOTED = 120;

/**
 * UTF-8 as text. Bytes that are not UTF-8 become `\xNN`, so that two names that differ on the wire differ on
 * the screen too and nobody takes a replacement character for the name.
 */
export function archiveText(bytes: Uint8Array): string {
  return isUtf8(bytes) ? decoder.decode(bytes) : escapeInvalid(bytes);
}

/** A whole file may be none (a Dockerfile that is not one), so that runs are decoded, not characters. */
function escapeInvalid(bytes: Uint8Array): string {
  let text = '';
  let start = 0;
  let position = 0;
  while (position < bytes.length) {
    const length = sequenceLength(bytes[position]!);
    if (length === 1 ? bytes[position]! < 0x80 : isUtf8(bytes.subarray(position, position + length))) {
      position = Math.min(position + length, bytes.length);
      continue;
    }
    text += `${decoder.decode(bytes.subarray(start, position))}\\x${bytes[position]!.toString(16).padStart(2, '0')}`;
    position += 1;
    start = position;
  }
  return text + decoder.decode(bytes.subarray(start));
}

function sequenceLength(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

/** A name for a message: control and bidirectional characters replaced, long ones cut. */
export function quoted(name: string): string {
  const cut = name.length > MAX_QUOTED ? `${name.slice(0, MAX_QUOTED)}…` : name;
  return JSON.stringify(
    cut.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '�'),
  );
}

/** Bytes up to the first NUL: how fields of fixed width hold text. */
export function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
