import type { CaptureFileEvent } from '../capture/file/capture-file-event.ts';
import { readConnectionNote } from '../capture/proxy/record/connection-note.ts';
import type { ConnectionNote } from '../layer/connection-note.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Capture, CaptureSummary } from '../model/capture.ts';
import type { Exchange } from '../model/exchange.ts';
import { Pipeline, type PipelineOptions } from '../pipeline/pipeline.ts';
import type { PipelineEvent } from '../pipeline/pipeline-event.ts';
import { CaptureTally, type PacketCounts } from '../views/view-model/capture-tally.ts';
import type { CaptureFacts } from './capture-facts.ts';

/** `capture` first, then what happened, then `summary`. */
export type ReadEvent =
  | { readonly kind: 'capture'; readonly capture: Capture }
  | PipelineEvent
  | { readonly kind: 'summary'; readonly summary: CaptureSummary };

/** What a capture says in, from whichever source; what happened in it out, when it is asked for. */
export class CaptureDecoder {
  readonly #facts: CaptureFacts;
  readonly #pipeline: Pipeline;
  readonly #tally = new CaptureTally();
  #begun = false;
  /** A proxy's comment on the packet that comes next. */
  #note: ConnectionNote | null = null;
  #batch: ReadEvent[] = [];

  constructor(facts: CaptureFacts, options: PipelineOptions = {}) {
    this.#facts = facts;
    this.#pipeline = new Pipeline(options);
  }

  take(event: CaptureFileEvent): void {
    this.#facts.take(event);
    if (event.kind === 'packet') {
      this.begin(event.at);
      this.#add(this.#pipeline.packet(event, this.#note));
      this.#note = null;
    } else if (event.kind === 'capture-comment') this.#note = readConnectionNote(event.text) ?? this.#note;
    else if (event.kind === 'capture-interface') this.#pipeline.addInterface();
    else if (event.kind === 'issue') this.#add([event]);
  }

  /** All that is known of the capture before its first packet, which comes at `start`, is known now. */
  begin(start: Timestamp | null): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#batch.unshift({ kind: 'capture', capture: this.#facts.capture(start) });
  }

  /** Gives up what was waited for long enough by `at`, for a live capture in which no packet comes. */
  advance(at: Timestamp): void {
    this.#add(this.#pipeline.advance(at));
  }

  /** The capture is over; it lost `drops` packets if somebody counted, and its file does not say so itself. */
  end(drops: number | null = null): void {
    this.begin(null);
    this.#add(this.#pipeline.end());
    const summary = this.#tally.summary(this.counts(), this.#facts.drops() ?? drops);
    this.#batch.push({ kind: 'summary', summary });
  }

  /** Whether `takeBatch` would give anything. */
  get hasEvents(): boolean {
    return this.#begun && this.#batch.length > 0;
  }

  /** What happened since the last call; nothing before it is known what the capture is. */
  takeBatch(): readonly ReadEvent[] {
    if (!this.#begun) return [];
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  /** Records of exchanges that go on and have changed since the last call. */
  changed(): readonly Exchange[] {
    return this.#pipeline.changed();
  }

  /** Bytes missing in the exchanges that are over. */
  get missingBytes(): number {
    return this.#tally.missingBytes;
  }

  /** A container's name by its id, as far as the traffic told by now; and how often a name was told. */
  containerName(id: string): string | null {
    return this.#pipeline.names.nameOfContainer(id);
  }

  get namings(): number {
    return this.#pipeline.names.namings;
  }

  counts(): PacketCounts {
    return this.#pipeline.counts();
  }

  #add(events: readonly PipelineEvent[]): void {
    for (const event of events) {
      if (event.kind === 'connection-closed') this.#tally.connection();
      else if (event.kind === 'exchange-closed') this.#tally.exchange(event.exchange);
      else if (event.kind === 'issue') this.#tally.issue(event);
      this.#batch.push(event);
    }
  }
}
