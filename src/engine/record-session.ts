import type { ReadEvent } from './capture-decoder.ts';
import type { CaptureRun } from './capture-run.ts';
import type { EngineMessage } from './messages.ts';
import { encodeRecord } from './record-encoding.ts';
import type { Session } from './session.ts';

/**
 * Records that wait for a front that is slow to print them; then the oldest are let go, and counted. They
 * are still in the capture file.
 */
const MAX_WAITING = 20_000;

/** Records in one answer, so that none takes long to make or to read. */
const MAX_PULLED = 200;

/** For lines: each record once, when it is complete and the front has room for it. */
export class RecordSession implements Session {
  readonly #run: CaptureRun;
  readonly #send: (message: EngineMessage) => void;
  #waiting: ReadEvent[] = [];
  #lost = 0;
  #ended = false;
  /** The front asked and has got nothing yet. */
  #asked = false;

  constructor(run: CaptureRun, send: (message: EngineMessage) => void) {
    this.#run = run;
    this.#send = send;
  }

  step(): void {
    for (const event of this.#run.decoder.takeBatch()) {
      if (event.kind !== 'exchange-opened' && event.kind !== 'connection-opened') this.#waiting.push(event);
    }
    if (this.#waiting.length > MAX_WAITING) this.#letGo();
    this.#give();
  }

  end(): void {
    this.#ended = true;
    this.#give();
  }

  ready(): void {
    this.#asked = true;
    this.#give();
  }

  /** Records are filtered by whoever prints them. */
  filter(): void {}

  answer(number: number): void {
    this.#send({ kind: 'no-answer', number, why: 'nothing is kept' });
  }

  #give(): void {
    if (!this.#asked || (this.#waiting.length === 0 && !this.#ended)) return;
    this.#asked = false;
    const records = this.#waiting.slice(0, MAX_PULLED).map(encodeRecord);
    this.#waiting = this.#waiting.slice(MAX_PULLED);
    const through = this.#ended && this.#waiting.length === 0;
    const ended = through ? { message: this.#run.message() } : null;
    this.#send({ kind: 'records', records, lost: this.#lost, ended });
    this.#lost = 0;
  }

  /** What the capture is, and what there was in all, stay. */
  #letGo(): void {
    const excess = this.#waiting.length - MAX_WAITING;
    let seen = 0;
    this.#waiting = this.#waiting.filter(({ kind }) => {
      if (kind === 'capture' || kind === 'summary') return true;
      seen += 1;
      return seen > excess;
    });
    this.#lost += Math.min(seen, excess);
  }
}
