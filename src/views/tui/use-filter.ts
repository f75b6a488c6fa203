import { useState } from 'react';
import { compileFilter } from '../filter/compile-filter.ts';
import { quickFilters } from '../filter/quick-filters.ts';
import type { Engine } from '../view-model/engine.ts';
import type { Symbols } from '../view-model/symbols.ts';
import type { KeyHandlers } from './keys/key-input.tsx';
import { filterAdvice } from './prompt/filter-prompt.ts';
import type { BottomState } from './use-bottom.tsx';

interface FilterState {
  /** Empty for none. */
  readonly filter: string;
  readonly setFilter: (text: string) => void;
  readonly keys: KeyHandlers;
}

/** Which exchanges the list shows. */
export function useFilter(
  engine: Engine,
  first: string,
  symbols: Symbols,
  { ask, say }: BottomState,
): FilterState {
  const [filter, set] = useState(first);
  const setFilter = (text: string) => {
    const wanted = text.trim();
    engine.filter(wanted === '' ? null : wanted);
    set(wanted);
  };
  const toggle = (name: string) => () => {
    const quick = quickFilters.find((one) => one.name === name);
    if (quick === undefined) return;
    const isSet = filter === quick.text;
    setFilter(isSet ? '' : quick.text);
    say(isSet ? 'no filter' : `only ${quick.title}`);
  };
  return {
    filter,
    setFilter,
    keys: {
      'filter.edit': () =>
        ask({
          label: '/',
          text: filter,
          history: 'filter',
          hasVerdict: true,
          advice: (text, cursor) => filterAdvice(text, cursor, symbols),
          onAccept: (text) => {
            if (text.trim() !== '' && compileFilter(text).kind === 'filter-error') return false;
            setFilter(text);
            return true;
          },
        }),
      'filter.errors': toggle('errors'),
      'filter.builds': toggle('builds'),
      'filter.clear': () => setFilter(''),
    },
  };
}
