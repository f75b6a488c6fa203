import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { Secret } from '../../../src/model/secret.ts';
import { commandRow } from '../../../src/views/view-model/command-row.ts';
import type { CommandCalls } from '../../../src/views/view-model/engine.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { listSplit, previewLines } from '../../../src/views/view-model/list-preview.ts';
import { lineText, lineWidth } from '../../../src/views/view-model/styled-line.ts';
import { AT, build, dockerFacts, exchange, step } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneView } from './pane-text.ts';

const command = (calls: readonly Exchange[], words: readonly string[]): CommandCalls => ({
  row: commandRow(calls),
  arguments: words,
  calls: calls.map(exchangeRow),
});

const text = (previewed: Partial<Parameters<typeof previewLines>[0]>, width = 80, height = 44) =>
  previewLines(
    { exchange: exchange(), command: null, content: null, ...previewed },
    paneView({ width, height }),
  )
    .map(lineText)
    .join('\n');

describe('a screen is divided', () => {
  it.each([
    [159, 50, null],
    [200, 29, null],
    [160, 30, { list: 100, preview: 59 }],
    [200, 50, { list: 120, preview: 79 }],
  ])('%i × %i', (width, height, expected) => {
    expect(listSplit(width, height)).toEqual(expected);
  });
});

describe('a preview', () => {
  it('says of a failed build what the step printed, which steps there were and what is large', () => {
    const failing = build({
      steps: [
        step(),
        step({
          number: 2,
          instruction: 'RUN make',
          cached: false,
          output: 'cc\nno rule\n',
          error: 'exit code 2',
        }),
      ],
    });
    const shown = text({ exchange: exchange({ docker: dockerFacts({ build: failing }) }) });
    expect(shown).toMatch(/ output of step 2\n {3}cc\n {3}no rule\n/);
    expect(shown).toMatch(/ steps\n {3}✓ +cached {2}FROM node:20\n {3}✗ +4 ms {2}RUN make\n/);
    expect(shown).toMatch(/ largest in the context\n +1\.4 MB .*node_modules\/ {2}3 files/);
  });

  it('leaves out of many steps the quick ones', () => {
    const steps = Array.from({ length: 40 }, (_, index) =>
      step({ number: index + 1, cached: false, durationMs: index + 1, instruction: `RUN step${index + 1}` }),
    );
    const shown = text(
      { exchange: exchange({ docker: dockerFacts({ build: build({ steps, error: null }) }) }) },
      80,
      80,
    );
    expect(shown).toContain('the 18 slowest of 40 steps');
    expect(shown).toMatch(/RUN step23\n/);
    expect(shown).not.toMatch(/RUN step22\n/);
  });

  it('says of a command what it was and each of its calls', () => {
    const calls = [
      exchange(),
      exchange({ id: 2, operation: 'ImageList', summary: 'images' }),
      exchange({ id: 3, operation: 'SystemVersion', summary: 'version' }),
    ];
    const shown = text({ exchange: calls[1]!, command: command(calls, ['images', '--filter', 'a b']) });
    expect(shown).toMatch(
      / docker 28\.2 asked the daemon .*:\n {3}docker images --filter 'a b'\n It was done: /,
    );
    expect(shown).toMatch(/ 3 calls\n {3}✓ +2 ms {2}ping {2}200\n {3}✓ +2 ms {2}images {2}200\n.*version/);
  });

  it('has the end of what streams carried, or the beginning of more than is shown', () => {
    const bytes = Buffer.from(Array.from({ length: 60 }, (_, index) => `line ${index}\n`).join(''));
    const pieces = [{ name: 'stdout', at: AT, length: bytes.length }] as const;
    const streams = { bytes, pieces, cut: false, json: null, secret: false };
    const whole = text({ content: streams }, 80, 40);
    expect(whole).toContain('the last 16 of 60 lines of its streams');
    expect(whole).toMatch(/line 59$/);
    expect(text({ content: { ...streams, cut: true } }, 80, 40)).toMatch(
      /beginning of its streams\n.*line 0\n/,
    );
  });

  it('has the newest of what an endless answer told', () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ time: null, text: `event ${index}` }));
    const shown = text({ exchange: exchange({ docker: dockerFacts({ events: { count: 40, rows } }) }) });
    expect(shown).toMatch(/ the last 17 rows\n {3}event 23\n/);
    expect(shown).toMatch(/event 39$/);
  });

  it('has the answer, its secrets masked', () => {
    const json = [{ Token: new Secret('hunter2'), Names: ['web'] }];
    const content = { bytes: new Uint8Array(0), cut: false, pieces: [], json, secret: true };
    const shown = text({ content });
    expect(shown).toMatch(/ the answer\n +\{ "Token": "••••", "Names": \["web"\] \}$/);
  });

  it.each([
    [10, 5],
    [40, 24],
    [79, 44],
  ])('fits into %i × %i', (width, height) => {
    const lines = previewLines(
      { exchange: webBuild(), command: null, content: null },
      paneView({ width, height }),
    );
    expect(lines.length).toBeLessThanOrEqual(height);
    for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
  });
});
