/** Bounds what a step may take, within what is left of the whole. */
export class TimeLimit {
  readonly #until: number;
  readonly #stopped: AbortSignal;

  /** `ms` for all steps together; `stopped` ends them sooner. */
  constructor(ms: number, stopped: AbortSignal) {
    this.#until = performance.now() + ms;
    this.#stopped = stopped;
  }

  /** Aborted after `ms`, or at the end of the whole. */
  step(ms: number): AbortSignal {
    const left = Math.max(0, Math.min(ms, this.#until - performance.now()));
    return AbortSignal.any([this.#stopped, AbortSignal.timeout(Math.ceil(left))]);
  }
}

/** Resolves with `value` when `signal` is aborted; it never rejects. */
export function onceAborted<Value>(signal: AbortSignal, value: Value): Promise<Value> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(value);
    else signal.addEventListener('abort', () => resolve(value), { once: true });
  });
}
