import { describe, expect, test } from 'vitest';
import { compareMaker } from '../../../src/views/view-model/compare-exchanges.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';
import { build, buildExchange, exchange, step } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

const context = build().context!;
const steps = (cached: readonly boolean[]) =>
  ['FROM busybox', 'COPY package*.json ./', 'RUN npm ci'].map((instruction, index) =>
    step({ number: index + 1, total: 3, instruction, cached: cached[index] ?? false }),
  );

describe('two builds', () => {
  const before = buildExchange({ error: null, steps: steps([true, true, true]) });

  test('show the step that broke the cache, and the file that did it', () => {
    const changed = context.entries.concat(archiveEntry('package-lock.json', 5));
    const after = buildExchange({
      error: null,
      steps: steps([true, false, false]),
      context: { ...context, entries: changed.concat(archiveEntry('package.json', 9)) },
    });
    const text = paneText(compareMaker(before, { ...after, id: 3 }));
    expect(text).toMatch(/2 {2}COPY package\*\.json \.\/ +✓ cached +4 ms/);
    expect(text).toContain(
      '! The cache broke at step 2, COPY package*.json ./: package.json is new, package-lock.json is new.',
    );
    expect(text).toMatch(/\+ +9 B {2}package\.json/);
  });

  test('say that a changed instruction did it', () => {
    const other = steps([true, true, false]).map((one) =>
      one.number === 3 ? { ...one, instruction: 'RUN npm install' } : one,
    );
    const text = paneText(compareMaker(before, buildExchange({ error: null, steps: other })));
    expect(text).toContain('The cache broke at step 3, RUN npm install: the instruction is another one.');
    expect(text).toContain('was RUN npm ci');
  });

  test('of BuildKit are compared stage by stage, in whatever order they ran', () => {
    const staged = (order: readonly string[], cached: boolean) =>
      order.map((stage) => step({ stage, number: 1, total: 1, instruction: `RUN ${stage}`, cached }));
    const text = paneText(
      compareMaker(
        buildExchange({ error: null, steps: staged(['left', 'right', 'gone'], true) }),
        buildExchange({ error: null, steps: staged(['right', 'left'], true) }),
      ),
    );
    expect(text).toMatch(/left 1 {2}RUN left +✓ cached +✓ cached/);
    expect(text).toMatch(/gone 1 {2}RUN gone +✓ cached +–/);
    expect(text).not.toContain('was RUN');
  });

  test('end soon, whatever pattern a COPY has', () => {
    const hostile = `COPY ${'*a'.repeat(5000)} /x`;
    const entries = [archiveEntry('a'.repeat(5000), 1)];
    const after = buildExchange({
      steps: [step({ instruction: hostile, cached: false })],
      context: { ...context, entries },
      error: null,
    });
    expect(paneText(compareMaker(before, after))).toContain('The cache broke at step 1');
  });
});

test('two calls show what is different of them', () => {
  const same = paneText(compareMaker(exchange(), exchange({ id: 2 })));
  expect(same).toContain('The calls themselves are the same.');
  const other = paneText(compareMaker(exchange(), exchange({ id: 2, client: '10.0.0.1:5' })));
  expect(other).toMatch(/from +172\.17\.0\.1:41234 → 10\.0\.0\.1:5/);
});
