import type { Issue } from '../../layer/issue.ts';
import type { CaptureSummary } from '../../model/capture.ts';
import type { Exchange } from '../../model/exchange.ts';
import { isFailure } from './status.ts';

/** What only the source of the packets can know. */
export type PacketCounts = Pick<
  CaptureSummary,
  'packets' | 'bytes' | 'drops' | 'unknownLinkTypes' | 'undecodedPackets' | 'start' | 'end'
>;

/** Counts records as they close, for the summary at the end of a capture. */
export class CaptureTally {
  #connections = 0;
  #exchanges = 0;
  #failed = 0;
  #gaps = 0;
  #missingBytes = 0;
  readonly #issues = new Map<string, number>();

  connection(): void {
    this.#connections += 1;
  }

  exchange(exchange: Exchange): void {
    this.#exchanges += 1;
    if (isFailure(exchange)) this.#failed += 1;
    this.#gaps += exchange.gaps.length;
    for (const gap of exchange.gaps) this.#missingBytes += gap.missing;
  }

  issue({ code }: Issue): void {
    this.#issues.set(code, (this.#issues.get(code) ?? 0) + 1);
  }

  summary(counts: PacketCounts): CaptureSummary {
    return {
      packets: counts.packets,
      bytes: counts.bytes,
      connections: this.#connections,
      exchanges: this.#exchanges,
      failed: this.#failed,
      gaps: this.#gaps,
      missingBytes: this.#missingBytes,
      drops: counts.drops,
      unknownLinkTypes: counts.unknownLinkTypes,
      undecodedPackets: counts.undecodedPackets,
      issues: Object.fromEntries(this.#issues),
      start: counts.start,
      end: counts.end,
    };
  }
}
