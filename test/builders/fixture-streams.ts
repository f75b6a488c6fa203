import type { Packet } from '../../src/layer/packet.ts';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import { PacketReader } from '../../src/pipeline/packet-reader.ts';
import { TcpLayer } from '../../src/tcp/tcp-layer.ts';

/** What TCP makes of packets, each chunk with bytes of its own. */
export function streamsOf(packets: readonly Packet[]): readonly StreamEvent[] {
  const reader = new PacketReader();
  const tcp = new TcpLayer();
  const events: StreamEvent[] = [];
  const keep = (event: StreamEvent): void => {
    events.push(event.kind === 'stream-chunk' ? { ...event, bytes: new Uint8Array(event.bytes) } : event);
  };
  for (const packet of packets) {
    for (const payload of reader.push(packet)) {
      if (payload.kind === 'ip-payload') for (const event of tcp.push(payload)) keep(event);
    }
  }
  for (const event of tcp.end(reader.counts().end ?? 0)) keep(event);
  return events;
}

/** The same bytes in other pieces: cut wherever `sizes` says, over and over. */
export function recut(events: readonly StreamEvent[], sizes: readonly number[]): readonly StreamEvent[] {
  let turn = 0;
  return events.flatMap((event) => {
    if (event.kind !== 'stream-chunk') return [event];
    const pieces: StreamEvent[] = [];
    for (let from = 0; from < event.bytes.length; ) {
      const size = sizes[turn++ % sizes.length] as number;
      pieces.push({ ...event, bytes: event.bytes.slice(from, from + size) });
      from += size;
    }
    return pieces;
  });
}
