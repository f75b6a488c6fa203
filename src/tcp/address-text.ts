import type { AddressText } from '../layer/ip-payload.ts';

/** The address of 4 or 16 bytes at `offset`, as text. */
export function addressText(bytes: Uint8Array, offset: number, version: 4 | 6): AddressText {
  if (version === 4) return dottedQuad(bytes, offset);
  const groups = Array.from(
    { length: 8 },
    (_, index) => (bytes[offset + 2 * index]! << 8) | bytes[offset + 2 * index + 1]!,
  );
  const mapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  return mapped ? dottedQuad(bytes, offset + 12) : compressed(groups);
}

function dottedQuad(bytes: Uint8Array, offset: number): AddressText {
  return bytes.subarray(offset, offset + 4).join('.');
}

/** RFC 5952, section 4: the longest run of two or more zero groups becomes `::`, the first one of equals. */
function compressed(groups: readonly number[]): AddressText {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > best.length) best = { start, length: end - start };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.length < 2) return hex.join(':');
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}
