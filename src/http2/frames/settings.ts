import { readUint32 } from './frame-header.ts';

/** Identifier and value (RFC 9113, section 6.5.1). */
export const SETTING_BYTES = 6;

/** Names of RFC 9113, section 6.5.2, and of RFC 8441, by identifier. */
const names: Readonly<Record<number, string>> = {
  1: 'header-table-size',
  2: 'enable-push',
  3: 'max-concurrent-streams',
  4: 'initial-window-size',
  5: 'max-frame-size',
  6: 'max-header-list-size',
  8: 'enable-connect-protocol',
};

/** Name and value; one without a name has its number. The last value of a name counts. */
export function readSettings(payload: Uint8Array): readonly (readonly [name: string, value: number])[] {
  const settings: (readonly [string, number])[] = [];
  for (let offset = 0; offset + SETTING_BYTES <= payload.length; offset += SETTING_BYTES) {
    const identifier = (payload[offset]! << 8) | payload[offset + 1]!;
    settings.push([names[identifier] ?? `${identifier}`, readUint32(payload, offset + 2)]);
  }
  return settings;
}
