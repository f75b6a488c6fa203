import type { CaptureFileEvent } from '../capture/file/capture-file-event.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Capture, CapturedInterface } from '../model/capture.ts';

/** What a capture file says of itself and of the program that wrote it. */
export class CaptureFacts {
  readonly #file: string | null;
  readonly #source: 'live' | 'proxy' | null;
  #format: 'pcap' | 'pcapng' = 'pcap';
  #application: string | null = null;
  #os: string | null = null;
  readonly #interfaces: CapturedInterface[] = [];
  /** Each interface tells its drops since it was opened, so only the last count of each holds. */
  readonly #drops = new Map<number, number>();

  /** `source`: who fills the file while it is read; null for one that was saved before. */
  constructor(file: string | null, source: 'live' | 'proxy' | null = null) {
    this.#file = file;
    this.#source = source;
  }

  take(event: CaptureFileEvent): void {
    switch (event.kind) {
      case 'capture-section':
        // Only pcapng has sections. A file of several was merged; the first one stands for it.
        this.#format = 'pcapng';
        this.#application ??= event.application;
        this.#os ??= event.os;
        break;
      case 'capture-interface':
        this.#interfaces.push({
          name: event.name,
          linkType: event.linkType,
          snapLength: event.snapLength,
          filter: event.filter,
        });
        break;
      case 'capture-drops': {
        const { droppedByInterface, droppedByOs } = event;
        if (droppedByInterface === null && droppedByOs === null) break;
        this.#drops.set(event.interfaceId, (droppedByInterface ?? 0) + (droppedByOs ?? 0));
        break;
      }
    }
  }

  /** As far as it is known by the first packet, which came at `start`. */
  capture(start: Timestamp | null): Capture {
    return {
      file: this.#file,
      format: this.#source ?? this.#format,
      application: this.#application,
      os: this.#os,
      interfaces: this.#interfaces.slice(),
      start,
    };
  }

  /** Packets that were lost while it was captured; null where the file does not say. */
  drops(): number | null {
    const counts = Array.from(this.#drops.values());
    return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
  }
}
