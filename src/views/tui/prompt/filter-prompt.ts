import { compileFilter } from '../../filter/compile-filter.ts';
import { completions } from '../../filter/completions.ts';
import { type FilterError, filterErrorText } from '../../filter/filter-error.ts';
import { type StyledLine, span } from '../../view-model/styled-line.ts';
import type { Symbols } from '../../view-model/symbols.ts';
import type { Advice } from './prompt.ts';

/** Names in a line of what may follow; Tab goes through all of them. */
const MAX_OFFERED = 12;

/** What a filter lacks, where it is wrong, and what may come next. */
export function filterAdvice(text: string, cursor: number, symbols: Symbols): Advice {
  const offered = completions(text, cursor);
  const words = offered.items.map((item) => item.text);
  const filter = text.trim() === '' ? null : compileFilter(text);
  const wrong = filter?.kind === 'filter-error' ? filter : null;
  return {
    verdict: verdict(text, wrong, symbols),
    line: offers(offered.items, symbols),
    valid: wrong === null,
    wrong: wrong === null ? null : { start: wrong.start, end: Math.max(wrong.end, wrong.start + 1) },
    completions: words,
    start: offered.start,
    end: offered.end,
  };
}

function verdict(text: string, wrong: FilterError | null, symbols: Symbols): StyledLine {
  if (wrong !== null) return [span(` ${symbols.failed} ${filterErrorText(wrong)}`, 'status.error')];
  if (text.trim() === '') {
    return [span(' A field with what it should be, or any word: that is looked for in everything.', 'dim')];
  }
  return [span(` ${symbols.ok} `, 'status.ok'), span('enter', 'key'), span(' shows what passes.', 'dim')];
}

function offers(
  items: readonly { readonly text: string; readonly description: string }[],
  symbols: Symbols,
): StyledLine {
  if (items.length === 1 && items[0] !== undefined) {
    return [span(` tab  `, 'dim'), span(items[0].text, 'strong'), span(`  ${items[0].description}`, 'dim')];
  }
  if (items.length === 0) return [];
  const more = items.length > MAX_OFFERED ? ` ${symbols.ellipsis}` : '';
  const names = items.slice(0, MAX_OFFERED).map(({ text }) => text);
  return [span(` tab  `, 'dim'), span(`${names.join('  ')}${more}`)];
}
