import { arch, release, type } from 'node:os';
import type { Timestamp } from '../../../layer/origin.ts';
import { ENHANCED_PACKET, padded } from '../../file/pcapng/block-types.ts';
import { PcapngWriter } from '../../file/pcapng/pcapng-writer.ts';
import { toTicks } from '../../file/pcapng/timestamps.ts';
import type { ReadMemory } from '../read-memory.ts';
import { RecordFile } from './record-file.ts';
import type { Segment, TcpHeaders } from './tcp-headers.ts';

/** https://www.tcpdump.org/linktypes.html: the packet begins with its IP header. */
const LINKTYPE_RAW = 101;

/** Bytes of an enhanced packet block before and behind the packet. */
const BLOCK_HEAD_BYTES = 28;
const BLOCK_TAIL_BYTES = 4;

/** Payload of at most this length is copied: keeping it would keep the larger buffer that it is a part of. */
const MAX_COPIED_BYTES = 4096;

/**
 * What may wait in memory for the disk. Payload that comes on top of it is not recorded, a gap in the capture;
 * packets without payload have room beyond it, so that a reader still sees connections begin and end.
 */
export const MAX_QUEUED_BYTES = 32 * 1024 * 1024;
const MAX_QUEUED_WITH_CONTROL = MAX_QUEUED_BYTES + 4 * 1024 * 1024;

export interface PacketRecorderEvents {
  /** The disk is slower than the traffic; told once for each time that it falls behind. */
  readonly behind: () => void;
  /** Writing failed; nothing more is recorded. */
  readonly stopped: (error: NodeJS.ErrnoException) => void;
}

/** Packets in, a growing pcapng file out. It never waits and never throws for what the disk does. */
export class PacketRecorder {
  readonly #file: RecordFile;
  readonly #writer = new PcapngWriter();
  readonly #events: PacketRecorderEvents;
  #packets = 0;
  #dropped = 0;
  #behind = false;
  #lastTime: Timestamp = 0;

  /** Throws `ProxyError` when the file cannot be written. */
  constructor(path: string, application: string, events: PacketRecorderEvents) {
    this.#events = events;
    this.#file = new RecordFile(path, events.stopped);
    this.#file.append(
      this.#writer.sectionHeader({ application, os: `${type()} ${release()}`, hardware: arch() }),
    );
    this.#file.append(
      this.#writer.interfaceDescription({
        linkType: LINKTYPE_RAW,
        snapLength: 0,
        name: 'proxy',
        description: 'what clients and the daemon said through dind-sniff, in clear',
        timeDigits: 6,
      }),
    );
    this.#file.commit();
  }

  /** Null, or what to wait for, a little, so that nothing is missing in the file. */
  get wait(): Promise<void> | null {
    return this.#file.wait;
  }

  /**
   * A TCP segment; its payload must not change any more, or is in `memory`. Times never go back in the file.
   * Returns whether it is recorded.
   */
  packet(
    headers: TcpHeaders,
    segment: Segment,
    time: Timestamp,
    comment: string | null,
    memory: ReadMemory | null = null,
  ): boolean {
    const { payload } = segment;
    const limit = payload.length > 0 ? MAX_QUEUED_BYTES : MAX_QUEUED_WITH_CONTROL;
    const headersLength = headers.length(segment.flags);
    const packetLength = headersLength + payload.length;
    if (this.#file.queuedBytes + packetLength > limit) {
      this.#drop();
      return false;
    }
    // Half of the queue must be written before falling behind is news again.
    if (this.#behind && this.#file.queuedBytes < MAX_QUEUED_BYTES / 2) this.#behind = false;
    this.#packets += 1;
    const at = Math.max(time, this.#lastTime);
    this.#lastTime = at;
    if (comment !== null) {
      const bytes = new Uint8Array(packetLength);
      headers.write(bytes, new DataView(bytes.buffer), 0, segment);
      bytes.set(payload, headersLength);
      const fields = { interfaceId: 0, at, bytes, originalLength: packetLength, comment };
      this.#file.append(this.#writer.packet(fields));
      this.#file.commit();
      return true;
    }
    const blockLength = BLOCK_HEAD_BYTES + padded(packetLength) + BLOCK_TAIL_BYTES;
    const copied = payload.length <= MAX_COPIED_BYTES ? payload.length : 0;
    this.#file.reserve(BLOCK_HEAD_BYTES + headersLength + copied, (bytes, view, offset) => {
      const [high, low] = toTicks(at, 6);
      view.setUint32(offset, ENHANCED_PACKET, true);
      view.setUint32(offset + 4, blockLength, true);
      view.setUint32(offset + 8, 0, true);
      view.setUint32(offset + 12, high, true);
      view.setUint32(offset + 16, low, true);
      view.setUint32(offset + 20, packetLength, true);
      view.setUint32(offset + 24, packetLength, true);
      const packet = offset + BLOCK_HEAD_BYTES;
      headers.write(bytes, view, packet, segment);
      if (copied > 0) bytes.set(payload, packet + headersLength);
    });
    if (copied < payload.length) this.#file.append(payload, memory);
    const tail = padded(packetLength) - packetLength + BLOCK_TAIL_BYTES;
    this.#file.reserve(tail, (bytes, view, offset) => {
      bytes.fill(0, offset, offset + tail);
      view.setUint32(offset + tail - BLOCK_TAIL_BYTES, blockLength, true);
    });
    this.#file.commit();
    return true;
  }

  /** Writes how much there is and what was dropped, and closes the file. */
  async close(at: Timestamp): Promise<void> {
    this.#file.append(
      this.#writer.interfaceStatistics({
        interfaceId: 0,
        at: Math.max(at, this.#lastTime),
        received: this.#packets + this.#dropped,
        droppedByInterface: 0,
        droppedByOs: this.#dropped,
      }),
    );
    await this.#file.close();
  }

  #drop(): void {
    this.#dropped += 1;
    if (this.#behind) return;
    this.#behind = true;
    this.#events.behind();
  }
}
