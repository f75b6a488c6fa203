import type { CaptureSummary } from '../model/capture.ts';
import type { CaptureStatus } from '../views/view-model/capture-status.ts';
import type { Answers, Engine, Question } from '../views/view-model/engine.ts';
import { ExchangeList } from '../views/view-model/exchange-list.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { TransferRates } from '../views/view-model/transfer-rates.ts';
import type { EngineProcess } from './engine-process.ts';
import type { EngineMessage } from './messages.ts';
import { decodeRecord } from './record-encoding.ts';

type Update = Extract<EngineMessage, { kind: 'update' }>;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The engine of a capture that another process reads: its rows are here, its exchanges are asked for. */
export class RemoteEngine implements Engine {
  readonly #engine: EngineProcess;
  readonly list = new ExchangeList();
  readonly #rates = new TransferRates();
  readonly #listeners = new Set<() => void>();
  /** Questions without an answer yet, by what is asked: the same is not asked twice. */
  readonly #asked = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #end: () => void = () => {};
  #status: CaptureStatus;
  #summary: CaptureSummary | null = null;
  #number = 0;
  #held = false;
  /** Only one: the next comes when it was taken in. */
  #heldUpdate: Update | null = null;

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
      encrypted: 0,
      issues: 0,
      findings: [],
      message: null,
      memory: null,
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

  hold(held: boolean): void {
    this.#held = held;
    const update = this.#heldUpdate;
    this.#heldUpdate = null;
    if (!held && update !== null) this.#update(update);
  }

  rate(id: number): number | null {
    return this.#rates.rate(id, performance.now());
  }

  ask<Asked extends Question>(question: Asked): Promise<Answers[Asked['kind']]> {
    if (this.#engine.broken !== null) return Promise.reject(this.#engine.broken);
    const key = JSON.stringify(question);
    const asked = this.#asked.get(key) ?? this.#send(question).finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked as Promise<Answers[Asked['kind']]>;
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
    this.hold(false);
    if (this.#engine.broken === null) {
      this.#engine.send({ kind: 'stop' });
      await this.#ended;
    }
    await this.#engine.close();
    return this.#summary;
  }

  #send(question: Question): Promise<unknown> {
    const number = ++this.#number;
    this.#engine.send({ kind: 'ask', number, question });
    return new Promise((resolve, reject) => this.#waiting.set(number, { resolve, reject }));
  }

  #take(message: EngineMessage): void {
    if (message.kind === 'update') {
      if (this.#held) this.#heldUpdate = message;
      else this.#update(message);
    } else if (message.kind === 'answer' || message.kind === 'no-answer') {
      const waiting = this.#waiting.get(message.number);
      this.#waiting.delete(message.number);
      if (message.kind === 'answer') waiting?.resolve(decodeRecord(message.answer));
      else waiting?.reject(new Error(safeText(message.why)));
    }
  }

  #update({ status, rows, commands, removed, oldest, summary }: Update): void {
    const now = performance.now();
    for (const row of rows) {
      this.list.put(row);
      this.#rates.note(row.id, row.up + row.down, row.status.sign === 'open', now);
    }
    for (const id of removed) this.list.remove(id);
    for (const command of commands) this.list.putCommand(command);
    this.list.forgetBefore(oldest);
    this.#status = {
      ...status,
      source: safeText(status.source),
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
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#end();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
