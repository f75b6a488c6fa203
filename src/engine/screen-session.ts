import type { Capture } from '../model/capture.ts';
import type { Exchange } from '../model/exchange.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { Store } from '../store/store.ts';
import { compileFilter } from '../views/filter/compile-filter.ts';
import type { CaptureStatus } from '../views/view-model/capture-status.ts';
import { CommandGroups } from '../views/view-model/command-groups.ts';
import { type CommandRow, commandRow } from '../views/view-model/command-row.ts';
import type { Question } from '../views/view-model/engine.ts';
import type { ListedExchange } from '../views/view-model/exchange-list.ts';
import { exchangeRow } from '../views/view-model/exchange-row.ts';
import { Findings } from '../views/view-model/findings.ts';
import { answer } from './answers.ts';
import type { CaptureRun } from './capture-run.ts';
import { LateNames } from './late-names.ts';
import type { EngineMessage } from './messages.ts';
import { encodeRecord } from './record-encoding.ts';
import type { Session } from './session.ts';

/** How often a screen is told of changes, in milliseconds: often enough to look live. */
const UPDATE_MS = 100;

/** Rows in one update; what is left goes with the next, so that no update takes long to read. */
const MAX_ROWS = 1000;

/**
 * For a screen: keeps the records, and tells which rows changed when the screen is ready for it. Whatever
 * changed several times meanwhile is told once.
 */
export class ScreenSession implements Session {
  readonly #run: CaptureRun;
  readonly #send: (message: EngineMessage) => void;
  readonly #store = new Store();
  readonly #findings = new Findings();
  readonly #groups = new CommandGroups();
  readonly #lateNames = new LateNames();
  /** Namings of containers that the rows know of. */
  #namings = 0;
  readonly #decoding: Pick<PipelineOptions, 'ports'>;
  #capture: Capture | null = null;
  /** Commands that the front does not know in their newest state. */
  readonly #changedCommands = new Set<number>();
  /** Exchanges that the front does not know in their newest state. */
  readonly #changed = new Set<number>();
  #ended = false;
  #summary: string | null = null;
  #told: CaptureStatus | null = null;
  /** The front has not taken in the last update yet. */
  #waiting = false;
  #sentAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  #passes: (exchange: Exchange) => boolean;
  /** Exchanges that the front has a row of. */
  readonly #shown = new Set<number>();

  constructor(
    run: CaptureRun,
    filter: string | null,
    decoding: Pick<PipelineOptions, 'ports'>,
    send: (message: EngineMessage) => void,
  ) {
    this.#run = run;
    this.#decoding = decoding;
    this.#send = send;
    this.#passes = passing(filter);
  }

  step(): void {
    for (const event of this.#run.decoder.takeBatch()) {
      if (event.kind === 'exchange-opened') this.#put(event.exchange);
      else if (event.kind === 'exchange-closed') {
        this.#put(event.exchange);
        this.#findings.take(event.exchange);
      } else if (event.kind === 'connection-opened' || event.kind === 'connection-closed') {
        this.#store.putConnection(event.connection);
        this.#findings.takeConnection(event.connection);
      } else if (event.kind === 'capture') this.#capture = event.capture;
      else if (event.kind === 'issue') this.#store.putIssue(event);
      else if (event.kind === 'summary') this.#summary = encodeRecord(event.summary);
    }
    this.#updateSoon();
  }

  end(): void {
    this.#ended = true;
    this.#updateSoon();
  }

  ready(): void {
    this.#waiting = false;
    this.#updateSoon();
  }

  filter(text: string | null): void {
    this.#passes = passing(text);
    for (let position = 0; position < this.#store.size; position += 1) {
      const exchange = this.#store.at(position);
      if (exchange === null) continue;
      this.#changed.add(exchange.id);
      this.#changedCommands.add(this.#groups.put(exchange));
    }
    this.#updateSoon();
  }

  answer(number: number, question: Question): void {
    const known = {
      store: this.#store,
      groups: this.#groups,
      decoding: this.#decoding,
      path: () => this.#run.path(),
      records: {
        exchanges: () => this.#store.exchanges(),
        connections: () => this.#store.connections(),
        issues: this.#store.issues,
        capture: this.#capture,
        status: this.#status(),
      },
    };
    answer(question, known).then(
      (found) => this.#send({ kind: 'answer', number, answer: encodeRecord(found) }),
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        this.#send({ kind: 'no-answer', number, why });
      },
    );
  }

  #updateSoon(): void {
    if (this.#waiting || this.#timer !== null) return;
    const left = this.#changed.size > 0 ? 0 : this.#sentAt + UPDATE_MS - performance.now();
    if (left <= 0) this.#update();
    else {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#update();
      }, left);
    }
  }

  #update(): void {
    if (this.#waiting) return;
    for (const exchange of this.#run.decoder.changed()) this.#put(exchange);
    this.#nameLate();
    for (const id of this.#store.takeChanged()) this.#changed.add(id);
    const { rows, removed } = this.#takeRows();
    const oldest = this.#store.at(0)?.id ?? 0;
    this.#groups.forgetBefore(oldest);
    this.#lateNames.forgetBefore(oldest);
    const commands = this.#takeCommands();
    const status = this.#status();
    const same = rows.length + removed.length + commands.length === 0;
    if (same && this.#told !== null && isSame(status, this.#told)) return;
    this.#told = status;
    this.#waiting = true;
    this.#sentAt = performance.now();
    const summary = status.state === 'ended' ? this.#summary : null;
    this.#send({ kind: 'update', status, rows, commands, removed, oldest, summary });
  }

  #put(told: Exchange): void {
    const exchange = this.#lateNames.put(told, this.#nameOf);
    this.#store.put(exchange);
    this.#changedCommands.add(this.#groups.put(exchange));
  }

  readonly #nameOf = (id: string): string | null => this.#run.decoder.containerName(id);

  /** A name may be told after the calls that are about its container: by a list, an answer or an event. */
  #nameLate(): void {
    const { namings } = this.#run.decoder;
    if (namings === this.#namings) return;
    this.#namings = namings;
    for (const id of this.#lateNames.take(this.#nameOf)) {
      const exchange = this.#store.exchange(id);
      if (exchange !== null) this.#put(exchange);
    }
  }

  /** Commands that the front has a call of, or will have with the rows that go now. */
  #takeCommands(): readonly CommandRow[] {
    const commands: CommandRow[] = [];
    for (const id of this.#changedCommands) {
      const ids = this.#groups.calls(id);
      // Rows go in parts; a command waits for the last of its calls that is told.
      if (ids.some((call) => this.#changed.has(call))) continue;
      this.#changedCommands.delete(id);
      if (!ids.some((call) => this.#shown.has(call))) continue;
      const calls = ids.map((call) => this.#store.exchange(call)).filter((call) => call !== null);
      const row = commandRow(calls);
      if (row !== null) commands.push({ ...row, id });
    }
    return commands;
  }

  #takeRows(): { readonly rows: readonly ListedExchange[]; readonly removed: readonly number[] } {
    const rows: ListedExchange[] = [];
    const removed: number[] = [];
    for (const id of this.#changed) {
      if (rows.length + removed.length >= MAX_ROWS) break;
      this.#changed.delete(id);
      const exchange = this.#store.exchange(id);
      if (exchange !== null && this.#passes(exchange)) {
        this.#shown.add(id);
        rows.push({ ...exchangeRow(exchange), command: this.#groups.put(exchange) });
      } else if (this.#shown.delete(id)) removed.push(id);
    }
    return { rows, removed };
  }

  #status(): CaptureStatus {
    const { packets, undecoded } = this.#run.decoder.counts();
    const ended = this.#ended && this.#changed.size === 0;
    return {
      source: this.#run.source,
      state: ended ? 'ended' : this.#run.state,
      progress: ended ? 1 : null,
      exchanges: this.#store.size,
      packets,
      dropped: this.#run.drops(),
      undecoded,
      missingBytes: this.#run.decoder.missingBytes,
      issues: this.#store.issueCount,
      encrypted: this.#findings.encrypted,
      findings: this.#findings.sentences(),
      message: ended ? this.#run.message() : null,
      memory: process.memoryUsage.rss(),
    };
  }
}

function passing(text: string | null): (exchange: Exchange) => boolean {
  const filter = text === null ? null : compileFilter(text);
  // The front has compiled it before.
  return filter?.kind === 'filter' ? filter.matches : () => true;
}

/** Memory alone is no news. */
function isSame(one: CaptureStatus, other: CaptureStatus): boolean {
  return JSON.stringify({ ...one, memory: 0 }) === JSON.stringify({ ...other, memory: 0 });
}
