import { writeSync } from 'node:fs';
import type { Timestamp } from '../../layer/origin.ts';

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;

/** Written together, so that a fast upload costs no system call for each packet. */
const BUFFER_BYTES = 256 * 1024;

/**
 * Packets in, a pcap file out to a descriptor, little endian (draft-ietf-opsawg-pcap, section 4). Nothing is
 * allocated for a packet. Throws what the operating system says where it cannot be written.
 */
export class PcapOutput {
  readonly #descriptor: number;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  readonly #view = new DataView(this.#buffer.buffer);
  #length = FILE_HEADER_BYTES;

  /** `linkType`: LINKTYPE_ value. `snapLength`: bytes, at most what the buffer holds. */
  constructor(descriptor: number, linkType: number, snapLength: number) {
    this.#descriptor = descriptor;
    const view = this.#view;
    view.setUint32(0, 0xa1b2c3d4, true);
    view.setUint16(4, 2, true);
    view.setUint16(6, 4, true);
    view.setUint32(16, snapLength, true);
    view.setUint32(20, linkType, true);
  }

  packet(bytes: Uint8Array, originalLength: number, at: Timestamp): void {
    if (this.#length + RECORD_HEADER_BYTES + bytes.length > BUFFER_BYTES) this.flush();
    const view = this.#view;
    const start = this.#length;
    const seconds = Math.floor(at / 1_000_000);
    view.setUint32(start, seconds, true);
    view.setUint32(start + 4, at - seconds * 1_000_000, true);
    view.setUint32(start + 8, bytes.length, true);
    view.setUint32(start + 12, originalLength, true);
    this.#buffer.set(bytes, start + RECORD_HEADER_BYTES);
    this.#length = start + RECORD_HEADER_BYTES + bytes.length;
  }

  flush(): void {
    for (let done = 0; done < this.#length; ) {
      done += writeSync(this.#descriptor, this.#buffer, done, this.#length - done);
    }
    this.#length = 0;
  }
}
