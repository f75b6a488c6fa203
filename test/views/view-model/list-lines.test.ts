import { describe, expect, it } from 'vitest';
import type { CaptureStatus } from '../../../src/views/view-model/engine.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { columnsFor } from '../../../src/views/view-model/list-columns.ts';
import { emptyListLines } from '../../../src/views/view-model/list-empty.ts';
import { findingsLine, listHeader } from '../../../src/views/view-model/list-header.ts';
import { factLines, listHeading, listLine } from '../../../src/views/view-model/list-lines.ts';
import { lineText, lineWidth } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

const look = (width: number) => ({ width, symbols: unicodeSymbols, utcOffset: utc });

describe('columns', () => {
  it.each([
    [120, 'time client operation status up down took'],
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
    expect(lineWidth(listHeading(width))).toBeLessThanOrEqual(width);
    const row = exchangeRow(exchange({ summary: '日本語'.repeat(100) }));
    expect(lineWidth(listLine(row, false, look(width)))).toBe(lineWidth(listHeading(width)));
  });
});

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

const status: CaptureStatus = {
  source: 'build.pcapng',
  state: 'ended',
  progress: 1,
  exchanges: 14,
  packets: 1204,
  dropped: 0,
  issues: 0,
  findings: [],
  message: null,
};

describe('header', () => {
  const header = (over: Partial<CaptureStatus>, width = 100) =>
    lineText(listHeader({ ...status, ...over }, width, unicodeSymbols)).trimEnd();

  it.each<[Partial<CaptureStatus>, string]>([
    [{}, '✓ all read  14 exchanges  1,204 packets  0 dropped'],
    [{ state: 'reading', progress: 0.426, packets: null, dropped: null }, '● reading 42 %  14 exchanges'],
    [{ state: 'reading', progress: null, packets: null, dropped: null }, '● reading  14 exchanges'],
    [{ state: 'live', exchanges: 1, dropped: null }, '● live  1 exchange  1,204 packets'],
    [{ state: 'failed', issues: 2, dropped: null }, '✗ failed  14 exchanges  1,204 packets  2 issues'],
  ])('%j', (over, expected) => {
    expect(header(over)).toBe(` dind-sniff  build.pcapng${expected.padStart(74)}`);
  });

  it('leaves the counts out where there is no room', () => {
    expect(header({}, 40)).toBe(' dind-sniff  build.pcapng');
  });
});

it('has one line for findings, or for what went wrong', () => {
  const text = (over: Partial<CaptureStatus>) =>
    lineText(findingsLine({ ...status, ...over }, unicodeSymbols));
  expect(text({})).toBe('');
  expect(text({ findings: ['a', 'b'] })).toBe(' ! 2 findings: a · b');
  expect(text({ findings: ['a'], message: 'no such device' })).toBe(' ! no such device');
});

it.each(['live', 'reading', 'failed', 'ended'] as const)('says why the list is empty when %s', (state) => {
  expect(
    emptyListLines({ ...status, state })
      .map(lineText)
      .join(''),
  ).not.toBe('');
});
