import type { Timestamp } from '../../../layer/origin.ts';

/** Makes a time of the two halves of a block's timestamp. */
export type TimestampReader = (high: number, low: number) => Timestamp;

/** Microseconds, where an interface does not say (section 4.2, if_tsresol). */
export const DEFAULT_RESOLUTION = 6;

/**
 * `resolution` is if_tsresol: a negative power of 10 of a second, or of 2 with the highest bit set.
 * `offsetSeconds` is if_tsoffset, which is added to every time.
 */
export function timestampReader(resolution: number, offsetSeconds: number): TimestampReader {
  const offset = offsetSeconds * 1_000_000;
  if (resolution === 6) return (high, low) => high * 0x1_0000_0000 + low + offset;
  if (resolution === 9) {
    // 2^32 ns are 4,294,967 µs and 296 ns, so every product stays exact without a big integer.
    return (high, low) => high * 4_294_967 + Math.round((high * 296 + low) / 250) / 4 + offset;
  }
  const exponent = BigInt(resolution & 0x7f);
  const ticksPerSecond = (resolution & 0x80 ? 2n : 10n) ** exponent;
  return (high, low) => {
    const ticks = (BigInt(high) << 32n) | BigInt(low);
    const quarters = (ticks * 4_000_000n * 2n + ticksPerSecond) / (ticksPerSecond * 2n);
    return Number(quarters) / 4 + offset;
  };
}

/** The two halves of a time in an interface's ticks, of 10^-6 or 10^-9 seconds. */
export function toTicks(at: Timestamp, resolution: 6 | 9): readonly [high: number, low: number] {
  // A time has at most two fractional bits, so its quarters are whole and exact.
  const quarters = Math.round(at * 4);
  if (resolution === 6) {
    const microseconds = Math.round(quarters / 4);
    return [Math.floor(microseconds / 0x1_0000_0000), microseconds % 0x1_0000_0000];
  }
  const low = (quarters % 0x1_0000_0000) * 250;
  return [Math.floor(quarters / 0x1_0000_0000) * 250 + Math.floor(low / 0x1_0000_0000), low % 0x1_0000_0000];
}

/** The two halves of a time that is told in seconds and a fraction of `resolution` digits. */
export function secondsToTicks(
  seconds: number,
  fraction: number,
  resolution: 6 | 9,
): readonly [high: number, low: number] {
  const ticks = BigInt(seconds) * 10n ** BigInt(resolution) + BigInt(fraction);
  return [Number(ticks >> 32n), Number(ticks & 0xffff_ffffn)];
}
