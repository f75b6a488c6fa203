import type { CaptureSummary } from '../model/capture.ts';
import type { Exchange } from '../model/exchange.ts';
import type { CaptureStatus, Engine } from '../views/view-model/engine.ts';
import type { ExchangeRow } from '../views/view-model/exchange-row.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import type { EngineProcess } from './engine-process.ts';
import type { EngineMessage } from './messages.ts';
import { decodeRecord } from './record-encoding.ts';
import { RowList } from './row-list.ts';

type Update = Extract<EngineMessage, { kind: 'update' }>;

/** The engine of a capture that another process reads: its rows are here, its exchanges are asked for. */
export class RemoteEngine implements Engine {
  readonly #engine: EngineProcess;
  readonly #rows = new RowList();
  readonly #listeners = new Set<() => void>();
  readonly #asked = new Map<
    number,
    { readonly question: number; readonly answer: Promise<Exchange | null> }
  >();
  readonly #questions = new Map<number, (exchange: Exchange | null) => void>();
  readonly #ended: Promise<void>;
  #end: () => void = () => {};
  #status: CaptureStatus;
  #summary: CaptureSummary | null = null;
  #question = 0;

  constructor(engine: EngineProcess, state: 'reading' | 'live') {
    this.#engine = engine;
    this.#status = {
      source: safeText(engine.ready.source),
      state,
      progress: null,
      exchanges: 0,
      packets: null,
      dropped: null,
      undecoded: 0,
      missingBytes: 0,
      issues: 0,
      findings: [],
      message: null,
    };
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    engine.follow({
      message: (message) => this.#take(message),
      broken: (error) => this.#broken(error),
    });
  }

  status(): CaptureStatus {
    return this.#status;
  }

  rows(start: number, end: number): readonly (ExchangeRow | null)[] {
    return this.#rows.slice(start, end);
  }

  exchange(id: number): Promise<Exchange | null> {
    if (this.#engine.broken !== null) return Promise.reject(this.#engine.broken);
    const asked = this.#asked.get(id);
    if (asked !== undefined) return asked.answer;
    const question = ++this.#question;
    const answer = new Promise<Exchange | null>((resolve) => this.#questions.set(question, resolve)).finally(
      () => this.#asked.delete(id),
    );
    this.#asked.set(id, { question, answer });
    this.#engine.send({ kind: 'ask-exchange', question, id });
    return answer;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => {
      this.#listeners.delete(changed);
    };
  }

  /** Shows other exchanges: those that pass a filter that compiles, or with null all. */
  filter(text: string | null): void {
    this.#engine.send({ kind: 'filter', text });
  }

  /** Ends the capture, lets the process go, and gives what there was in all; null where it broke before. */
  async stop(): Promise<CaptureSummary | null> {
    if (this.#engine.broken === null) {
      this.#engine.send({ kind: 'stop' });
      await this.#ended;
    }
    await this.#engine.close();
    return this.#summary;
  }

  #take(message: EngineMessage): void {
    if (message.kind === 'update') this.#update(message);
    else if (message.kind === 'answer') {
      const resolve = this.#questions.get(message.question);
      this.#questions.delete(message.question);
      resolve?.(message.exchange === null ? null : decodeRecord<Exchange>(message.exchange));
    }
  }

  #update({ status, rows, removed, oldest, summary }: Update): void {
    for (const row of rows) this.#rows.put(row);
    for (const id of removed) this.#rows.remove(id);
    this.#rows.forgetBefore(oldest);
    this.#status = {
      ...status,
      source: safeText(status.source),
      exchanges: this.#rows.size,
      message: status.message === null ? null : safeText(status.message),
    };
    if (summary !== null) {
      this.#summary = decodeRecord<CaptureSummary>(summary);
      this.#end();
    }
    this.#tell();
    this.#engine.send({ kind: 'acknowledge' });
  }

  #broken(error: Error): void {
    this.#status = { ...this.#status, state: 'failed', message: safeText(error.message) };
    for (const resolve of this.#questions.values()) resolve(null);
    this.#questions.clear();
    this.#end();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
