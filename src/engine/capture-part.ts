import { CaptureFileReader, type CaptureRecord } from '../capture/file/capture-file-reader.ts';
import { GunzipError } from '../capture/file/gunzip.ts';
import { captureBytes } from '../capture/file/open-capture.ts';
import type { Issue } from '../layer/issue.ts';
import type { Packet } from '../layer/packet.ts';
import type { Exchange } from '../model/exchange.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { type ReadPacket, SegmentReader } from '../pipeline/segment-reader.ts';
import { type PartSelection, PartSelector } from './part-selection.ts';
import { readExchanges } from './read-exchanges.ts';

/** A capture file that can be read twice. */
export interface PartPlace {
  readonly path: string;
  readonly decoding: Pick<PipelineOptions, 'ports'>;
  readonly interrupted?: AbortSignal;
}

/** The first reading: which connections show the exchanges that pass. `onIssue` is told what was wrong in it. */
export async function selectPart(
  { path, decoding, interrupted }: PartPlace,
  passes: (exchange: Exchange) => boolean,
  onIssue: (issue: Issue) => void = () => {},
): Promise<PartSelection> {
  const selector = new PartSelector(passes);
  for await (const events of readExchanges(path, { ...decoding, interrupted })) {
    for (const event of events) {
      if (event.kind === 'exchange-opened') selector.opened(event.exchange);
      else if (event.kind === 'exchange-closed') selector.closed(event.exchange);
      else if (event.kind === 'issue') onIssue(event);
    }
  }
  return selector.selection();
}

/** A piece of a pcapng file, and how many packets are in it. */
export interface PartPiece {
  readonly bytes: Uint8Array;
  readonly packets: number;
}

/**
 * The second reading: the packets of these connections as they were captured, whole connections, with what
 * the file says of its interfaces, names and TLS keys. Pieces are valid until the next step.
 */
export async function* copyPart(
  { path, decoding, interrupted }: PartPlace,
  { connections }: PartSelection,
): AsyncGenerator<PartPiece> {
  const copier = new PartCopier(connections, decoding);
  const reader = new CaptureFileReader((record) => copier.take(record));
  try {
    for await (const bytes of captureBytes(path)) {
      if (interrupted?.aborted) return;
      reader.push(bytes);
      const piece = copier.takePiece();
      if (piece.bytes.length > 0) yield piece;
    }
  } catch (error) {
    // What could be decompressed before the damage was read the first time, too.
    if (!(error instanceof GunzipError)) throw error;
  }
}

class PartCopier {
  readonly #connections: ReadonlySet<number>;
  readonly #segments: SegmentReader;
  /** Pairs of addresses between which a wanted connection was opened. */
  readonly #pairs = new Set<string>();
  #blocks: Uint8Array[] = [];
  #packets = 0;

  constructor(connections: ReadonlySet<number>, decoding: PartPlace['decoding']) {
    this.#connections = connections;
    this.#segments = new SegmentReader(decoding);
  }

  take({ events, toPcapng }: CaptureRecord): void {
    const packet = events.find((event) => event.kind === 'packet');
    if (packet !== undefined) {
      if (!this.#isWanted(packet)) return;
      this.#packets += 1;
    } else if (events.some(({ kind }) => kind === 'capture-interface')) this.#segments.addInterface();
    const block = toPcapng();
    if (block !== null) this.#blocks.push(new Uint8Array(block));
  }

  takePiece(): PartPiece {
    const piece = { bytes: Buffer.concat(this.#blocks), packets: this.#packets };
    this.#blocks = [];
    this.#packets = 0;
    return piece;
  }

  #isWanted(packet: Packet): boolean {
    const { segments, events, fragment } = this.#segments.push(packet);
    this.#notePairs(events);
    if (segments.some(({ connection }) => this.#connections.has(connection))) return true;
    // Whose it is the last one will tell; all of them are needed then.
    return fragment !== null && this.#pairs.has(fragment.join(' '));
  }

  #notePairs(events: ReadPacket['events']): void {
    for (const event of events) {
      if (event.kind !== 'connection-open' || !this.#connections.has(event.connection)) continue;
      this.#pairs.add(`${event.a.address} ${event.b.address}`);
      this.#pairs.add(`${event.b.address} ${event.a.address}`);
    }
  }
}
