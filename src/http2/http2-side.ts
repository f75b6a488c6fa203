import { frameTypes } from './frames/frame-header.ts';

/** Settings kept of one side: RFC 9113 has seven; unknown ones are numbers that a peer may make up. */
const MAX_SETTINGS = 32;

/** What one side of a connection does beside its streams, for information. */
export class Http2Side {
  /** Frames by type's number; extensions together under -1. */
  readonly frames = new Map<number, number>();
  /** Last value of each setting. */
  readonly settings = new Map<string, number>();
  /** Pings that are no answers. */
  pings = 0;
  /** Content sent, without padding. */
  dataBytes = 0;
  /** Bytes that this side has allowed the other one to send, beyond the first windows. */
  windowBytes = 0;

  count(type: number): void {
    const key = type <= frameTypes.continuation ? type : -1;
    this.frames.set(key, (this.frames.get(key) ?? 0) + 1);
  }

  set(name: string, value: number): void {
    if (this.settings.has(name) || this.settings.size < MAX_SETTINGS) this.settings.set(name, value);
  }
}
