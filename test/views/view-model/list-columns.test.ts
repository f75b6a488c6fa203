import { describe, expect, it } from 'vitest';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { columnsFor } from '../../../src/views/view-model/list-columns.ts';
import { listHeading, listLine } from '../../../src/views/view-model/list-lines.ts';
import { lineWidth } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { exchange } from '../../builders/exchange.ts';

const IN_TIME = { sort: 'time', reverse: false } as const;
const AROUND = { arrangement: IN_TIME, marked: new Set<number>(), hasFacts: true, rate: () => null };
const look = (width: number) => ({ width, symbols: unicodeSymbols, utcOffset: utc });

describe('columns', () => {
  it.each([
    [120, 'time client operation status up down took calls'],
    [80, 'time operation status up down took'],
    [72, 'time operation status down took'],
    [60, 'time operation status took'],
    [40, 'operation status'],
  ])('yield one after the other at %i', (width, names) => {
    expect(
      columnsFor(width)
        .map(({ name }) => name)
        .join(' '),
    ).toBe(names);
  });

  it.each([44, 50, 60, 72, 80, 100, 120, 200])('fit in %i columns, heading and rows alike', (width) => {
    expect(lineWidth(listHeading(look(width), IN_TIME))).toBeLessThanOrEqual(width);
    const row = { ...exchangeRow(exchange({ summary: '日本語'.repeat(100) })), command: 1 };
    expect(lineWidth(listLine({ kind: 'exchange', row, inside: false }, false, look(width), AROUND))).toBe(
      lineWidth(listHeading(look(width), IN_TIME)),
    );
  });
});
