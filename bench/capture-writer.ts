import { closeSync, openSync, writeSync } from 'node:fs';

const SYN = 2;
const ACK = 0x10;
const PSH_ACK = 0x18;
const FIN_ACK = 0x11;
const NOTHING = new Uint8Array(0);

/**
 * Writes a capture of one connection from a client to port 2375, as it looks on loopback (frames of up to
 * 65,549 bytes) or on a network (MTU 1,500): full segments one way, with an ACK for every second one.
 */
export class CaptureWriter {
  readonly #file: number;
  readonly #out = Buffer.alloc(8 << 20);
  #used = 0;
  #micros = 0;
  #client = 4_294_900_000; // wraps early, as a sequence number may
  #server = 77;
  readonly #segment: Buffer;
  #filled = 0;
  #sent = 0;

  constructor(path: string, frame: string) {
    // Loopback's MTU is 65,536; with the timestamp option 65,483 bytes of payload make a frame of 65,549.
    this.#segment = Buffer.alloc(frame === '64k' ? 65_483 : 1_448);
    this.#file = openSync(path, 'w', 0o600);
    const pcapHeader = Buffer.alloc(24);
    pcapHeader.writeUInt32LE(0xa1b2c3d4, 0);
    pcapHeader.writeUInt16LE(2, 4);
    pcapHeader.writeUInt16LE(4, 6);
    pcapHeader.writeUInt32LE(262_144, 16);
    pcapHeader.writeUInt32LE(1, 20);
    this.#write(pcapHeader);
    this.#packet(true, SYN, this.#client++, 0, NOTHING);
    this.#packet(false, SYN | ACK, this.#server++, this.#client, NOTHING);
    this.#packet(true, ACK, this.#client, this.#server, NOTHING);
  }

  /** Bytes of the client, in full segments. */
  upload(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(this.#segment.length - this.#filled, bytes.length - at);
      this.#segment.set(bytes.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
      if (this.#filled === this.#segment.length) this.flush();
    }
  }

  /** What was uploaded and fills no segment yet. */
  flush(): void {
    const filled = this.#filled;
    if (filled === 0) return;
    const flags = filled === this.#segment.length ? ACK : PSH_ACK;
    this.#packet(true, flags, this.#client, this.#server, this.#segment.subarray(0, filled));
    this.#client += filled;
    this.#filled = 0;
    this.#sent += 1;
    if (this.#sent % 2 === 0) this.#packet(false, ACK, this.#server, this.#client, NOTHING);
  }

  /** Bytes of the daemon, in a segment of their own. */
  answer(bytes: Uint8Array): void {
    this.#packet(false, PSH_ACK, this.#server, this.#client, bytes);
    this.#server += bytes.length;
    this.#packet(true, ACK, this.#client, this.#server, NOTHING);
  }

  close(): void {
    this.#packet(true, FIN_ACK, this.#client++, this.#server, NOTHING);
    this.#packet(false, FIN_ACK, this.#server++, this.#client, NOTHING);
    this.#packet(true, ACK, this.#client, this.#server, NOTHING);
    writeSync(this.#file, this.#out, 0, this.#used);
    closeSync(this.#file);
  }

  #write(...pieces: Uint8Array[]): void {
    for (const piece of pieces) {
      if (this.#used + piece.length > this.#out.length) {
        writeSync(this.#file, this.#out, 0, this.#used);
        this.#used = 0;
      }
      this.#out.set(piece, this.#used);
      this.#used += piece.length;
    }
  }

  #packet(
    fromClient: boolean,
    flags: number,
    sequence: number,
    acknowledged: number,
    payload: Uint8Array,
  ): void {
    const head = Buffer.alloc(16 + 14 + 20 + 32);
    this.#micros += 3;
    head.writeUInt32LE(1_767_225_600 + Math.floor(this.#micros / 1e6), 0);
    head.writeUInt32LE(this.#micros % 1_000_000, 4);
    head.writeUInt32LE(66 + payload.length, 8);
    head.writeUInt32LE(66 + payload.length, 12);
    head.writeUInt16BE(0x0800, 28);
    const ip = 30;
    head[ip] = 0x45;
    head.writeUInt16BE(52 + payload.length, ip + 2);
    head[ip + 8] = 64;
    head[ip + 9] = 6;
    head.writeUInt32BE(fromClient ? 0xac110001 : 0xac110002, ip + 12);
    head.writeUInt32BE(fromClient ? 0xac110002 : 0xac110001, ip + 16);
    let sum = 0;
    for (let at = ip; at < ip + 20; at += 2) sum += head.readUInt16BE(at);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    head.writeUInt16BE(~sum & 0xffff, ip + 10);
    const tcp = ip + 20;
    head.writeUInt16BE(fromClient ? 41_234 : 2375, tcp);
    head.writeUInt16BE(fromClient ? 2375 : 41_234, tcp + 2);
    head.writeUInt32BE(sequence >>> 0, tcp + 4);
    head.writeUInt32BE(acknowledged >>> 0, tcp + 8);
    head[tcp + 12] = 0x80;
    head[tcp + 13] = flags;
    head.writeUInt16BE(512, tcp + 14);
    head.writeUInt32BE(0x0101080a, tcp + 20);
    head.writeUInt32BE(this.#micros, tcp + 24);
    this.#write(head, payload);
  }
}
