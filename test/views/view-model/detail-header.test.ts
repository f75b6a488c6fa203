import { expect, it } from 'vitest';
import { commandRow } from '../../../src/views/view-model/command-row.ts';
import { detailHeader, tabsLine } from '../../../src/views/view-model/detail-header.ts';
import { tabsOf } from '../../../src/views/view-model/detail-tabs.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { lineText, lineWidth } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { ALONE } from '../../../src/views/view-model/tab-answer.ts';
import { exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

it('says what was asked, how it ended and where it stands', () => {
  expect(lineText(detailHeader(webBuild(), null, 90, unicodeSymbols, utc))).toMatch(
    /^ build web:latest {2}✗ step 4\/6 after 3.4 s +exchange 2 · connection 1 · 10:31:02 $/,
  );
});

it.each([
  [80, /after 3\.4 s +exchange 2 · connection 1 · 10:31:02 $/],
  [79, /after 3\.4 s +exchange 2 · connection 1 $/],
  [60, /after 3\.4 s +exchange 2 $/],
  [48, /after 3\.4 s$/],
])('has of its place in the capture what there is room for in %i columns', (width, expected) => {
  const header = detailHeader(webBuild(), null, width, unicodeSymbols, utc);
  expect(lineText(header)).toMatch(expected);
  expect(lineWidth(header)).toBeLessThanOrEqual(width);
});

it('of a command says how all of it went', () => {
  const calls = [exchange(), exchange({ id: 2, operation: 'ImageList', summary: 'images' })];
  const row = commandRow(calls);
  const command = {
    ...row!,
    operation: 'run alpine',
    status: { sign: 'failed', words: 'exit 7' },
    tookMs: 500,
  } as const;
  expect(lineText(detailHeader(exchange(), command, 90, unicodeSymbols, utc))).toMatch(
    /^ run alpine {2}✗ exit 7 after 500 ms +exchange 1 /,
  );
});

it.each([
  ['overview', 200, ' Overview  Context  Dockerfile  Steps  Auth  Request  Response  Timing  Packets  Raw '],
  ['overview', 30, ' Overview  Context  …'],
  ['steps', 30, ' … Dockerfile  Steps  Auth  …'],
  ['packets', 30, ' … Timing  Packets  Raw '],
] as const)('shows the tabs around %s in %i columns', (current, width, expected) => {
  const line = tabsLine(tabsOf(webBuild(), ALONE), current, width, unicodeSymbols);
  expect(lineText(line)).toBe(expected);
  expect(lineWidth(line)).toBeLessThanOrEqual(width);
});
