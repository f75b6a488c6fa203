import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { displayFilter } from '../../src/cli/display-filter.ts';
import type { ReadEvent } from '../../src/engine/capture-decoder.ts';
import { connection } from '../builders/connection.ts';
import { exchange, response } from '../builders/exchange.ts';

const refused = exchange({ id: 2, response: response(404) });
const events: readonly ReadEvent[] = [
  { kind: 'exchange-opened', exchange: exchange() },
  { kind: 'exchange-opened', exchange: refused },
  { kind: 'issue', code: 'tcp/jump', message: 'a jump', at: null },
  { kind: 'exchange-closed', exchange: exchange() },
  { kind: 'connection-closed', connection: connection() },
  { kind: 'exchange-closed', exchange: refused },
];

describe('-Y', () => {
  test('without it everything stays', async () => {
    expect((await displayFilter(undefined))(events)).toBe(events);
  });

  test('exchanges that do not pass are left out, and nothing else', async () => {
    const kept = (await displayFilter('status == 404'))(events);
    expect(kept).toEqual([events[2], events[4], events[5]]);
  });

  test('an empty one lets all pass', async () => {
    expect((await displayFilter(''))(events)).toEqual(events.slice(2));
  });

  const shown = commands.flatMap((command) => command.lists?.Filters ?? []).map(([filter]) => filter);
  test.each([...new Set(shown)])('%s of the help is a filter', async (filter) => {
    await expect(displayFilter(filter)).resolves.toBeTypeOf('function');
  });

  test('what is no filter is wrong usage', async () => {
    await expect(displayFilter('stauts == 404')).rejects.toMatchObject({
      name: 'UsageError',
      message: "filter: unknown field 'stauts' at 1; did you mean 'status'?",
    });
  });
});
