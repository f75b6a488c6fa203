import { type ByteOrder, readU16, readU32 } from '../byte-order.ts';
import type { CaptureComment, CaptureInterface } from '../capture-file-event.ts';
import { option } from './block-types.ts';
import { eachOption, optionText } from './options.ts';
import { DEFAULT_RESOLUTION, type TimestampReader, timestampReader } from './timestamps.ts';

export interface InterfaceDescription {
  readonly event: CaptureInterface;
  readonly comments: readonly CaptureComment[];
  readonly timestamp: TimestampReader;
  readonly optionsFit: boolean;
}

/** Section 4.2; `bytes[start, end)` is the block's body. */
export function readInterfaceDescription(
  bytes: Uint8Array,
  start: number,
  end: number,
  order: ByteOrder,
  interfaceId: number,
): InterfaceDescription {
  let name: string | null = null;
  let description: string | null = null;
  let filter: string | null = null;
  let os: string | null = null;
  let resolution = DEFAULT_RESOLUTION;
  let offsetSeconds = 0;
  const comments: CaptureComment[] = [];
  const optionsFit = eachOption(bytes, start + 8, end, order, (code, value) => {
    if (code === option.interface.name) name = optionText(value);
    else if (code === option.interface.description) description = optionText(value);
    else if (code === option.interface.os) os = optionText(value);
    // The first byte tells the filter's form; 0 is tcpdump's language, others are compiled programs.
    else if (code === option.interface.filter && value[0] === 0) filter = optionText(value.subarray(1));
    else if (code === option.interface.timeResolution && value.length > 0) resolution = value[0]!;
    else if (code === option.interface.timeOffset && value.length >= 8)
      offsetSeconds = signedSeconds(value, order);
    else if (code === option.comment) {
      comments.push({ kind: 'capture-comment', about: 'interface', text: optionText(value), at: null });
    }
  });
  const event: CaptureInterface = {
    kind: 'capture-interface',
    interfaceId,
    linkType: readU16(bytes, start, order),
    snapLength: readU32(bytes, start + 4, order),
    name,
    description,
    filter,
    os,
  };
  return { event, comments, timestamp: timestampReader(resolution, offsetSeconds), optionsFit };
}

function signedSeconds(value: Uint8Array, order: ByteOrder): number {
  const high = readU32(value, order === 'little' ? 4 : 0, order) | 0;
  return high * 0x1_0000_0000 + readU32(value, order === 'little' ? 0 : 4, order);
}
