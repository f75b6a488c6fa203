/**
 * What `source` gives, until it ends or `signal` is aborted: then at once, also where the source is waiting
 * for a pipe that says nothing.
 */
export async function* interruptible<Item>(
  source: AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item> {
  const iterator = source[Symbol.asyncIterator]();
  let waiting = false;
  try {
    while (!signal?.aborted) {
      waiting = true;
      const next = await (signal === undefined ? iterator.next() : nextOrAborted(iterator, signal));
      waiting = next === null;
      if (next === null || next.done) return;
      yield next.value;
    }
  } finally {
    // A source that waits would not end before it has something to give.
    if (!waiting) await iterator.return?.();
  }
}

function nextOrAborted<Item>(
  iterator: AsyncIterator<Item>,
  signal: AbortSignal,
): Promise<IteratorResult<Item> | null> {
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(null);
    signal.addEventListener('abort', abort, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
