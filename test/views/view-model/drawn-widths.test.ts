import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detailHeader } from '../../../src/views/view-model/detail-header.ts';
import { detailTabs } from '../../../src/views/view-model/detail-tabs.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { lineWidth } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { ALONE, NOTHING_ASKED } from '../../../src/views/view-model/tab-answer.ts';
import { buildExchange, step } from '../../builders/exchange.ts';
import { oddTexts } from '../../builders/odd-texts.ts';
import { paneView } from './pane-text.ts';

const odd = fc.array(fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 12 })), {
  minLength: 1,
  maxLength: 5,
});

/** A build whose every name is one of these. */
function named(texts: readonly string[]) {
  const one = buildExchange();
  const text = (index: number) => texts[index % texts.length]!;
  const build = one.docker.build!;
  const entries = build.context!.entries.map((entry, index) => ({
    ...entry,
    path: `${entry.path}${text(index)}`,
  }));
  return {
    ...one,
    summary: text(0),
    docker: {
      ...one.docker,
      build: {
        ...build,
        tags: texts,
        target: text(1),
        buildArgs: { [text(2)]: text(3) },
        dockerfile: texts.map((words) => `RUN ${words}`).join('\n'),
        context: { ...build.context!, entries },
        steps: texts.map((words, index) => step({ number: index + 1, instruction: words, output: words })),
      },
    },
  };
}

test('no line of any tab is wider than the screen, whatever a build is called', () => {
  fc.assert(
    fc.property(odd, fc.integer({ min: 40, max: 220 }), (texts, width) => {
      const exchange = named(texts);
      const view = paneView({ width });
      expect(lineWidth(detailHeader(exchange, null, width, unicodeSymbols, utc))).toBeLessThanOrEqual(width);
      for (const tab of detailTabs) {
        const pane = tab.maker(exchange, NOTHING_ASKED, ALONE)(view);
        const lines = Array.from({ length: pane.count }, (_, index) => pane.line(index));
        for (const line of [...pane.head, ...lines, ...pane.foot]) {
          expect([tab.name, lineWidth(line) <= width]).toEqual([tab.name, true]);
        }
      }
    }),
    { numRuns: 40 },
  );
});
