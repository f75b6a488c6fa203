import { expect, test } from 'vitest';
import { interruptible } from '../../src/engine/interruptible.ts';

async function collect<Item>(source: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

async function* numbers(state: { closed: boolean }): AsyncGenerator<number> {
  try {
    yield 1;
    yield 2;
  } finally {
    state.closed = true;
  }
}

test('passes everything on where nobody interrupts', async () => {
  const state = { closed: false };
  expect(await collect(interruptible(numbers(state), new AbortController().signal))).toEqual([1, 2]);
  expect(await collect(interruptible(numbers(state), undefined))).toEqual([1, 2]);
});

test('ends between two items and closes the source', async () => {
  const state = { closed: false };
  const interrupt = new AbortController();
  const seen: number[] = [];
  for await (const number of interruptible(numbers(state), interrupt.signal)) {
    seen.push(number);
    interrupt.abort();
  }
  expect([seen, state.closed]).toEqual([[1], true]);
});

test('ends while the source waits for something that never comes', async () => {
  const interrupt = new AbortController();
  const silent: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }),
  };
  const items = collect(interruptible(silent, interrupt.signal));
  interrupt.abort();
  expect(await items).toEqual([]);
});

test('an error of the source comes through', async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    throw new Error('broken');
  }
  await expect(collect(interruptible(broken(), new AbortController().signal))).rejects.toThrow('broken');
});
