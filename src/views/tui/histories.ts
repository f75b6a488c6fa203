import type { PromptKind } from './prompt/prompt.ts';

/** Lines that were written before, newest last. */
export type Histories = Readonly<Record<PromptKind, readonly string[]>>;

export const NO_HISTORIES: Histories = { filter: [], find: [], palette: [], save: [] };

/** Of what `JSON.stringify` gave; what it cannot be, is empty. */
export function readHistories(text: string): Histories {
  const read: Record<PromptKind, readonly string[]> = { ...NO_HISTORIES };
  try {
    const file = JSON.parse(text) as Partial<Record<string, unknown>> | null;
    for (const kind of Object.keys(read) as PromptKind[]) {
      const lines = file?.[kind];
      if (Array.isArray(lines)) read[kind] = lines.filter((line) => typeof line === 'string');
    }
  } catch {
    // Another program's file, or one that was cut: the history begins anew.
  }
  return read;
}
