import { describe, expect, it } from 'vitest';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { factLines, listLine } from '../../../src/views/view-model/list-lines.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

const look = (width: number) => ({ width, symbols: unicodeSymbols, utcOffset: utc });

describe('rows', () => {
  it('line up', () => {
    const lines = [exchange(), webBuild()].map((one) =>
      lineText(listLine(exchangeRow(one), false, look(100))),
    );
    expect(lines).toEqual([
      '   10:31:02  docker 28.2    ping                         ✓ 200                 –        –      2 ms',
      ' ▸ 10:31:02  docker 28.2    build web:latest             ✗ step 4/6       1.9 MB   2.1 kB     3.4 s',
    ]);
  });

  it('unfold to their facts, indented to the operation', () => {
    const row = exchangeRow(webBuild());
    expect(lineText(listLine(row, true, look(100)))).toMatch(/^ ▾ /);
    const facts = factLines(row, look(100)).map(lineText);
    expect(facts).toHaveLength(3);
    for (const fact of facts) expect(fact.slice(0, 30)).toMatch(/^ │ {26}\S\S$/);
  });

  it('may be missing', () => {
    expect(lineText(listLine(null, false, look(80))).trim()).toBe('…');
    expect(factLines(null, look(80))).toEqual([]);
  });
});
