import type { Timestamp } from '../../../layer/origin.ts';
import { type ByteOrder, readU64 } from '../byte-order.ts';
import type { CaptureDrops } from '../capture-file-event.ts';
import { option } from './block-types.ts';
import { eachOption } from './options.ts';

/** Options of section 4.6 from `bytes[start, end)`. */
export function readInterfaceStatistics(
  bytes: Uint8Array,
  start: number,
  end: number,
  order: ByteOrder,
  interfaceId: number,
  at: Timestamp,
): CaptureDrops {
  let received: number | null = null;
  let accepted: number | null = null;
  let droppedByInterface: number | null = null;
  let droppedByOs: number | null = null;
  eachOption(bytes, start, end, order, (code, value) => {
    if (value.length < 8) return;
    const count = readU64(value, 0, order);
    if (code === option.statistics.received) received = count;
    else if (code === option.statistics.accepted) accepted = count;
    else if (code === option.statistics.droppedByInterface) droppedByInterface = count;
    else if (code === option.statistics.droppedByOs) droppedByOs = count;
  });
  return { kind: 'capture-drops', interfaceId, at, received, accepted, droppedByInterface, droppedByOs };
}
