import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { CaptureWriter } from './capture-writer.ts';
import { frameLength } from './frame-length.ts';
import { installHint } from './install-hint.ts';
import { LiveError } from './live-error.ts';
import { listInterfaces } from './network-interfaces.ts';
import { type LiveTarget, type PacketSource, RING_KIB } from './packet-source.ts';
import type { Recording } from './recording.ts';

/** The part of the npm package cap that is used here. */
interface CapModule {
  readonly Cap: new () => CapHandle;
}

interface CapHandle {
  open(device: string, filter: string, ringBytes: number, buffer: Buffer): string;
  close(): void;
  on(event: 'packet', listener: (length: number, truncated: boolean) => void): void;
}

/** cap's own constant; it takes no other. */
const SNAP_LENGTH = 65_535;

/** What cap calls the link types, as LINKTYPE_ values. */
const linkTypes: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  LINKTYPE_LINUX_SLL: 113,
  RAW: 101,
  IEEE802_11_RADIO: 127,
};

const require = createRequire(import.meta.url);

/** Whether the optional package is installed, with its addon built. */
export function capIsThere(): boolean {
  try {
    require('cap');
    return true;
  } catch {
    return false;
  }
}

/**
 * Captures with the npm package cap. It overwrites one buffer with each packet and says neither when a
 * packet came nor how long it was, so each is copied and stamped at once, and its IP header tells what
 * cap's snap length cut off.
 */
export async function startCap(target: LiveTarget, recording: Recording): Promise<PacketSource> {
  const [device = 'any', ...more] = target.interfaces;
  if (more.length > 0 && device !== 'any') {
    throw new LiveError('not-possible', 'cap captures on one interface; use -i any, or --engine tcpdump');
  }
  return new CapSource(device, target, recording);
}

class CapSource implements PacketSource {
  readonly engine = 'cap';
  readonly pid = null;
  readonly ended: Promise<string | null>;
  readonly #cap: CapHandle;
  readonly #recording: Recording;
  readonly #writer: CaptureWriter;
  readonly #buffer = Buffer.alloc(SNAP_LENGTH);
  readonly #linkType: number;
  readonly #count: number;
  #end: (why: string | null) => void = () => {};
  #packets = 0;
  #stopped = false;
  #flushing = false;

  constructor(device: string, target: LiveTarget, recording: Recording) {
    this.#recording = recording;
    this.#count = target.count ?? Number.POSITIVE_INFINITY;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    const { Cap } = require('cap') as CapModule;
    this.#cap = new Cap();
    this.#cap.on('packet', (length) => this.#packet(length));
    this.#linkType = linkTypes[this.#open(device, target)] ?? -1;
    if (this.#linkType < 0) {
      this.#cap.close();
      throw new LiveError('failed', `cap does not know the link type of ${device}; use --engine tcpdump`);
    }
    this.#writer = new CaptureWriter(recording, 'cap');
    this.#writer.addInterface({
      linkType: this.#linkType,
      snapLength: SNAP_LENGTH,
      name: device,
      filter: target.filter,
      timeDigits: 6,
    });
    this.#writer.flush();
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#cap.close();
    this.#finish(null);
  }

  drops(): null {
    return null;
  }

  refreshDrops(): void {}

  #open(device: string, { filter }: LiveTarget): string {
    const known = listInterfaces().map(({ name }) => name);
    // It takes an address for a device too.
    if (device !== 'any' && isIP(device) === 0 && !known.includes(device)) {
      throw new LiveError(
        'no-interface',
        `cannot capture on ${device}: there is no such interface; there are ${[...known, 'any'].join(', ')}`,
      );
    }
    try {
      return this.#cap.open(device, filter, RING_KIB * 1024, this.#buffer);
    } catch (error) {
      throw openError(device, filter, error);
    }
  }

  #packet(length: number): void {
    if (this.#stopped) return;
    const now = performance.timeOrigin + performance.now();
    const bytes = new Uint8Array(this.#buffer.buffer, this.#buffer.byteOffset, length);
    const originalLength = length < SNAP_LENGTH ? length : frameLength(bytes, this.#linkType);
    this.#packets += 1;
    try {
      const written = this.#writer.packet({
        kind: 'packet',
        bytes,
        originalLength,
        at: Math.round(now * 1000),
        linkType: this.#linkType,
        interfaceId: 0,
      });
      if (!written || this.#packets >= this.#count) this.stop();
      else this.#flushSoon();
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      this.#stopped = true;
      this.#cap.close();
      this.#finish(`capturing ended: ${error.message}`);
    }
  }

  /** cap calls us for all packets that are there before it lets anybody else run. */
  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    try {
      this.#writer.flush();
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      this.#finish(`capturing ended: ${error.message}`);
      this.stop();
    }
  }

  #finish(why: string | null): void {
    if (why === null) this.#flush();
    this.#recording.finish();
    this.#end(why);
  }
}

function openError(device: string, filter: string, cause: unknown): LiveError {
  const said = cause instanceof Error ? cause.message : String(cause);
  if (/permission|not permitted/i.test(said)) {
    const message = `cannot capture on ${device}: operation not permitted; run as root (sudo), or install tcpdump (${installHint('tcpdump')})`;
    return new LiveError('not-permitted', message, cause);
  }
  if (/syntax error|parse|unknown|illegal/i.test(said)) {
    return new LiveError('bad-filter', `bad filter "${filter}": ${said}; see man pcap-filter`, cause);
  }
  return new LiveError('failed', `cannot capture on ${device}: ${said}`, cause);
}
