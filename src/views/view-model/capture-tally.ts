import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { CaptureSummary } from '../../model/capture.ts';
import type { Exchange } from '../../model/exchange.ts';
import { isFailure } from './status.ts';

/** What became of the packets that were read. */
export interface PacketCounts {
  readonly packets: number;
  readonly bytes: number;
  readonly undecoded: number;
  readonly duplicates: number;
  readonly unknownLinkTypes: Readonly<Record<string, number>>;
  readonly start: Timestamp | null;
  readonly end: Timestamp | null;
}

/** Counts records as they close, for the summary at the end of a capture. */
export class CaptureTally {
  #connections = 0;
  #exchanges = 0;
  #failed = 0;
  #gaps = 0;
  #missingBytes = 0;
  readonly #issues = new Map<string, number>();

  /** Bytes missing in the exchanges so far. */
  get missingBytes(): number {
    return this.#missingBytes;
  }

  connection(): void {
    this.#connections += 1;
  }

  exchange(exchange: Exchange): void {
    this.#exchanges += 1;
    if (isFailure(exchange)) this.#failed += 1;
    this.#gaps += exchange.gaps.length;
    for (const gap of exchange.gaps) this.#missingBytes += gap.missing;
    for (const issue of exchange.issues) this.issue(issue);
  }

  /** One that belongs to no exchange: of the file, of packets, of a connection. */
  issue({ code }: Issue): void {
    this.#issues.set(code, (this.#issues.get(code) ?? 0) + 1);
  }

  /** `drops`: packets that the capturing program lost, null where it did not say. */
  summary(counts: PacketCounts, drops: number | null): CaptureSummary {
    return {
      packets: counts.packets,
      bytes: counts.bytes,
      connections: this.#connections,
      exchanges: this.#exchanges,
      failed: this.#failed,
      gaps: this.#gaps,
      missingBytes: this.#missingBytes,
      drops,
      unknownLinkTypes: counts.unknownLinkTypes,
      undecodedPackets: counts.undecoded,
      duplicatePackets: counts.duplicates,
      issues: Object.fromEntries(this.#issues),
      start: counts.start,
      end: counts.end,
    };
  }
}
