import { arch, release, type } from 'node:os';
import type { Packet } from '../../layer/packet.ts';
import { type InterfaceFields, PcapngWriter } from '../file/pcapng/pcapng-writer.ts';
import type { Recording } from './recording.ts';

/** Written together, so that a fast upload costs no system call for each packet. */
const BUFFER_BYTES = 256 * 1024;

/** Packets in, pcapng records of a recording out; a new file begins where the recording wants one. */
export class CaptureWriter {
  readonly #recording: Recording;
  readonly #application: string;
  readonly #interfaces: InterfaceFields[] = [];
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #format = new PcapngWriter();
  #length = 0;
  #begun = false;

  constructor(recording: Recording, application: string) {
    this.#recording = recording;
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
    if (
      this.#recording.rotates &&
      this.#recording.mustRotate(this.#length + record.length, packet.at / 1000)
    ) {
      this.flush();
      if (!this.#recording.rotate()) return false;
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
    this.#recording.write(this.#buffer.subarray(0, length));
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
      this.#recording.write(record);
      return;
    }
    this.#buffer.set(record, this.#length);
    this.#length += record.length;
  }
}
