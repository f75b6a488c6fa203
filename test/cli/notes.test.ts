import { expect, test } from 'vitest';
import type { Context } from '../../src/cli/context.ts';
import { Notes } from '../../src/cli/notes.ts';

function noted(waits: boolean): { readonly notes: Notes; readonly said: string[] } {
  const said: string[] = [];
  const stderr = { write: (text: string) => said.push(text) };
  return { notes: new Notes({ stderr } as unknown as Context, waits), said };
}

test('each is said at once, and once', () => {
  const { notes, said } = noted(false);
  notes.add('one');
  notes.add('one');
  notes.add('two');
  notes.tell();
  expect(said).toEqual(['dind-sniff: one\n', 'dind-sniff: two\n']);
});

test('on a screen they wait, a bounded number of them', () => {
  const { notes, said } = noted(true);
  for (let count = 0; count < 1000; count += 1) notes.add(`note ${count}`);
  expect(said).toEqual([]);
  notes.tell();
  expect(said).toHaveLength(20);
});
