import { arch, release, type } from 'node:os';
import type { Packet } from '../../layer/packet.ts';
import { type InterfaceFields, PcapngWriter } from '../file/pcapng/pcapng-writer.ts';

/** Written together, so that a fast upload costs no system call for each packet. */
const BUFFER_BYTES = 256 * 1024;

/** The files that are written, one after another: a `Recording`. */
export interface RotatingFiles {
  write(bytes: Uint8Array): void;
  /** Whether a record of `length` bytes at `now` (milliseconds) belongs to the next file. */
  mustRotate(length: number, now: number): boolean;
  /** Begins the next file; false where there is to be none. */
  rotate(): boolean;
}

/** Packets in, pcapng records of rotating files out, each file whole by itself. */
export class CaptureWriter {
  readonly #files: RotatingFiles;
  readonly #application: string;
  readonly #interfaces: InterfaceFields[] = [];
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #format = new PcapngWriter();
  #length = 0;
  #begun = false;

  constructor(files: RotatingFiles, application: string) {
    this.#files = files;
    this.#application = application;
  }

  /** Interfaces get the ids 0, 1, 2, … in the order of these calls, which come before their packets. */
  addInterface(fields: InterfaceFields): void {
    this.#interfaces.push(fields);
    if (this.#begun) this.#add(this.#format.interfaceDescription(fields));
    else this.#begin();
  }

  /** False when there is to be no further file, so that capturing ends; the packet is not written then. */
  packet(packet: Packet): boolean {
    const record = this.#format.packet(packet);
    if (this.#files.mustRotate(this.#length + record.length, packet.at / 1000)) {
      this.flush();
      if (!this.#files.rotate()) return false;
      this.#format = new PcapngWriter();
      this.#begin();
    }
    this.#add(record);
    return true;
  }

  /** Hands on what is held back. */
  flush(): void {
    if (this.#length === 0) return;
    const { length } = this;
    this.#length = 0;
    this.#files.write(this.#buffer.subarray(0, length));
  }

  get length(): number {
    return this.#length;
  }

  #begin(): void {
    this.#begun = true;
    const os = `${type()} ${release()}`;
    this.#add(this.#format.sectionHeader({ application: this.#application, os, hardware: arch() }));
    for (const fields of this.#interfaces) this.#add(this.#format.interfaceDescription(fields));
  }

  #add(record: Uint8Array): void {
    if (this.#length + record.length > BUFFER_BYTES) this.flush();
    if (record.length > BUFFER_BYTES) {
      this.#files.write(record);
      return;
    }
    this.#buffer.set(record, this.#length);
    this.#length += record.length;
  }
}
