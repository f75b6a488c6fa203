import type { DockerError } from '../../model/docker-error.ts';
import type { LayerProgress, Progress } from '../../model/docker-facts.ts';
import { readErrorDetail } from '../json/error-answer.ts';
import { isObject, member, numberMember, textMember } from '../json/parse-json.ts';

/** Layers that are followed; images have at most 127, and a save of many images some hundreds in all. */
const MAX_LAYERS = 1000;
/** Messages and aux values that are kept: the newest, as the last ones say how it ended. */
const MAX_MESSAGES = 200;
const MAX_AUX = 100;
/** Characters of a text that are kept. */
const MAX_TEXT = 1000;

/** Statuses whose numbers are bytes on the way from or to a registry (moby, distribution/pull_v2.go, push_v2.go). */
const MOVES = /^(Downloading|Pushing)/;

/** Adds up the JSON values of a pull, push, load or import into the last status of each layer. */
export class ProgressTally {
  readonly #layers = new Map<string, LayerProgress>();
  readonly #messages: string[] = [];
  readonly #aux: unknown[] = [];
  #error: DockerError | null = null;

  add(value: unknown): void {
    const id = textMember(value, 'id');
    const status = textMember(value, 'status');
    const error = readErrorDetail(value);
    if (error !== null) this.#error = error;
    else if (status !== null && (id === null || id === '')) this.#addMessage(status);
    // The first value of a pull has the tag for its id.
    else if (status?.startsWith('Pulling from ')) this.#addMessage(`${id}: ${status}`);
    else if (status !== null && id !== null) this.#setLayer(id, status, value);
    const stream = textMember(value, 'stream');
    if (stream !== null) this.#addMessage(stream);
    const aux = member(value, 'aux');
    if (isObject(aux)) bounded(this.#aux, aux, MAX_AUX);
  }

  progress(): Progress {
    return {
      layers: [...this.#layers.values()],
      messages: [...this.#messages],
      errorDetail: this.#error,
      aux: [...this.#aux],
    };
  }

  #setLayer(id: string, status: string, value: unknown): void {
    const known = this.#layers.get(id.slice(0, MAX_TEXT));
    if (known === undefined && this.#layers.size >= MAX_LAYERS) return;
    const detail = member(value, 'progressDetail');
    const total = numberMember(detail, 'total');
    this.#layers.set(id.slice(0, MAX_TEXT), {
      id: id.slice(0, MAX_TEXT),
      status: status.slice(0, MAX_TEXT),
      current: numberMember(detail, 'current'),
      total,
      // Extracting counts other bytes, and what is over has no numbers.
      size: MOVES.test(status) ? (total ?? known?.size ?? null) : (known?.size ?? null),
      retries: (known?.retries ?? 0) + (isNewTry(known?.status ?? '', status) ? 1 : 0),
    });
  }

  #addMessage(text: string): void {
    const message = text.slice(0, MAX_TEXT).trimEnd();
    if (message !== '') bounded(this.#messages, message, MAX_MESSAGES);
  }
}

/** The seconds before the next try are counted down: one try is told many times. */
function isNewTry(before: string, now: string): boolean {
  const seconds = waits(now);
  return seconds !== null && seconds > (waits(before) ?? 0);
}

function waits(status: string): number | null {
  const seconds = /^Retrying in (\d+) second/.exec(status)?.[1];
  return seconds === undefined ? null : Number(seconds);
}

/** Digests, sizes and tags: aux values are small, so one of unlikely size is not kept. */
function bounded<Item>(list: Item[], item: Item, limit: number): void {
  if (typeof item === 'object' && JSON.stringify(item).length > 4 * MAX_TEXT) return;
  list.push(item);
  if (list.length > limit) list.shift();
}
