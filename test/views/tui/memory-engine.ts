import { answer } from '../../../src/engine/answers.ts';
import type { Connection } from '../../../src/model/connection.ts';
import type { Exchange } from '../../../src/model/exchange.ts';
import { Store } from '../../../src/store/store.ts';
import { compileFilter } from '../../../src/views/filter/compile-filter.ts';
import type { CaptureStatus } from '../../../src/views/view-model/capture-status.ts';
import { CommandGroups } from '../../../src/views/view-model/command-groups.ts';
import { commandRow } from '../../../src/views/view-model/command-row.ts';
import { type Content, type ContentRef, contentKey } from '../../../src/views/view-model/content.ts';
import type { Answers, Engine, Question } from '../../../src/views/view-model/engine.ts';
import { ExchangeList } from '../../../src/views/view-model/exchange-list.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { status } from '../view-model/capture-status.ts';

/** An engine over records in memory, for screens under test. */
export class MemoryEngine implements Engine {
  readonly list = new ExchangeList();
  /** Questions, in order. */
  readonly asked: Question[] = [];
  held = false;
  readonly #store = new Store();
  readonly #groups = new CommandGroups();
  readonly #contents = new Map<string, Content>();
  readonly #listeners = new Set<() => void>();
  #filter: string | null = null;
  #status: CaptureStatus;

  constructor(exchanges: readonly Exchange[], over: Partial<CaptureStatus> = {}) {
    for (const one of exchanges) this.#add(one);
    this.#status = { ...status, source: 'capture.pcapng', exchanges: exchanges.length, ...over };
  }

  status(): CaptureStatus {
    return this.#status;
  }

  async ask<Asked extends Question>(question: Asked): Promise<Answers[Asked['kind']]> {
    this.asked.push(question);
    const asked: Question = question;
    const content =
      asked.kind === 'content' ? this.#contents.get(contentKey(asked.id, asked.ref)) : undefined;
    const found = content ?? (await answer(question, this.#known()));
    return found as Answers[Asked['kind']];
  }

  filter(text: string | null): void {
    this.#filter = text;
    for (const one of this.#store.exchanges()) this.#show(one);
    this.setStatus({});
  }

  hold(held: boolean): void {
    this.held = held;
  }

  rate(): number | null {
    return null;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** Adds an exchange, or puts a newer state of it in its place. */
  put(exchange: Exchange): void {
    this.#add(exchange);
    this.setStatus({ exchanges: this.#store.size });
  }

  putConnection(connection: Connection): void {
    this.#store.putConnection(connection);
  }

  /** What asking for a content is answered with. */
  putContent(id: number, ref: ContentRef, content: Content): void {
    this.#contents.set(contentKey(id, ref), content);
  }

  setStatus(over: Partial<CaptureStatus>): void {
    this.#status = { ...this.#status, ...over };
    for (const listener of this.#listeners) listener();
  }

  #add(exchange: Exchange): void {
    this.#store.put(exchange);
    this.#show(exchange);
  }

  #show(exchange: Exchange): void {
    const command = this.#groups.put(exchange);
    const filter = this.#filter === null ? null : compileFilter(this.#filter);
    if (filter?.kind === 'filter' && !filter.matches(exchange)) {
      this.list.remove(exchange.id);
      return;
    }
    this.list.put({ ...exchangeRow(exchange), command });
    const calls = this.#groups.calls(command).map((id) => this.#store.exchange(id));
    const row = commandRow(calls.filter((call) => call !== null));
    if (row !== null) this.list.putCommand({ ...row, id: command });
  }

  #known(): Parameters<typeof answer>[1] {
    const store = this.#store;
    return {
      store,
      groups: this.#groups,
      decoding: {},
      path: () => null,
      records: {
        exchanges: () => store.exchanges(),
        connections: () => store.connections(),
        issues: store.issues,
        capture: null,
        status: this.#status,
      },
    };
  }
}
