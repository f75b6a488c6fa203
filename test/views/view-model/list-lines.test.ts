import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { type CommandRow, commandRow } from '../../../src/views/view-model/command-row.ts';
import type { Arrangement, ListEntry } from '../../../src/views/view-model/exchange-list.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { factLines, listHeading, listLine } from '../../../src/views/view-model/list-lines.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

const look = (width: number) => ({ width, symbols: unicodeSymbols, utcOffset: utc });
const around = {
  arrangement: { sort: 'time', reverse: false },
  marked: new Set<number>(),
  hasFacts: true,
  rate: (): number | null => null,
} as const;
const entry = (one: Exchange, inside = false): ListEntry => ({
  kind: 'exchange',
  row: { ...exchangeRow(one), command: one.id },
  inside,
});

describe('rows', () => {
  it('line up', () => {
    const lines = [exchange(), webBuild()].map((one) =>
      lineText(listLine(entry(one), false, look(100), around)),
    );
    expect(lines).toEqual([
      '   10:31:02  docker 28.2    ping                        ✓ 200                 –        –       2 ms',
      '   10:31:02  docker 28.2    build web:latest            ✗ step 4/6       1.9 MB   2.1 kB      3.4 s',
    ]);
  });

  it('have their facts below, indented to the operation', () => {
    const build = entry(webBuild());
    expect(lineText(listLine(build, true, look(100), around))).toMatch(/^ ╷ /);
    const facts = factLines(build, look(100)).map(lineText);
    expect(facts).toHaveLength(3);
    for (const fact of facts) expect(fact.slice(0, 30)).toMatch(/^ │ {26}\S\S$/);
  });

  it('may be missing', () => {
    expect(lineText(listLine(null, false, look(80), around)).trim()).toBe('…');
    expect(factLines(null, look(80))).toEqual([]);
  });

  it('say how fast bytes move while they do', () => {
    const moving = { ...around, rate: () => 18_000_000 };
    expect(lineText(listLine(entry(exchange()), false, look(100), moving))).toMatch(/ 18 MB\/s$/);
  });

  it('bear the mark of the user', () => {
    const marked = { ...around, marked: new Set([1]) };
    expect(lineText(listLine(entry(exchange()), false, look(80), marked))).toMatch(/^◆/);
  });
});

describe('commands', () => {
  const calls = [1, 2].map((id) => exchange({ id }));
  const row = { ...(commandRow(calls) as CommandRow), operation: 'run alpine' };

  it('fold, and say how many calls they are of those that there are', () => {
    const folded = { kind: 'command', row, shown: 2, unfolded: false } as const;
    expect(lineText(listLine(folded, false, look(120), around))).toMatch(/^ ▸ .* run alpine .* 2 calls +$/);
    expect(lineText(listLine({ ...folded, unfolded: true, shown: 1 }, false, look(120), around))).toMatch(
      /^ ▾ .* 1 of 2 +$/,
    );
    expect(factLines({ ...folded, unfolded: true }, look(120))).toEqual([]);
  });

  it('have their calls beside a line', () => {
    expect(lineText(listLine(entry(exchange(), true), false, look(80), around))).toMatch(/^ │ /);
  });
});

it('the heading says how the list is sorted', () => {
  const heading = (arrangement: Arrangement) => lineText(listHeading(look(80), arrangement));
  expect(heading({ sort: 'time', reverse: false })).not.toMatch(/[▲▼]/);
  expect(heading({ sort: 'took', reverse: false })).toContain('TOOK▼');
  expect(heading({ sort: 'time', reverse: true })).toContain('TIME▲');
});
