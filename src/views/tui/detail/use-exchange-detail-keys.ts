import type { DetailTab } from '../../view-model/detail-tabs.ts';
import type { Pane } from '../../view-model/pane.ts';
import { moveCursor, movePage, type Place, scrollBy } from '../../view-model/viewport.ts';
import { type KeyHandlers, useKeys } from '../keys/key-input.tsx';
import type { ExchangeDetailAction } from './use-exchange-detail-state.ts';

interface DetailKeys {
  readonly tabs: readonly DetailTab[];
  readonly current: DetailTab;
  readonly pane: Pane;
  readonly place: Place;
  /** Rows of the pane that scroll. */
  readonly height: number;
  readonly dispatch: (action: ExchangeDetailAction) => void;
  readonly onBack: () => void;
  readonly appKeys: KeyHandlers;
}

export function useExchangeDetailKeys(keys: DetailKeys): void {
  const { tabs, current, pane, place, height, dispatch, onBack, appKeys } = keys;
  const page = Math.max(1, height - 1);
  const tabAt = (index: number) => {
    const tab = tabs[index];
    if (tab !== undefined) dispatch({ kind: 'tab-chosen', tab: tab.name });
  };
  const tabBy = (by: number) => tabAt((tabs.indexOf(current) + by + tabs.length) % tabs.length);
  const move = (by: number, paged: boolean) => {
    const step = !pane.cursor ? scrollBy : paged ? movePage : moveCursor;
    dispatch({ kind: 'moved', tab: current.name, place: step(place, by, pane.count, height) });
  };
  useKeys('detail', {
    ...appKeys,
    'go.back': onBack,
    'move.up': () => move(-1, false),
    'move.down': () => move(1, false),
    'move.page-up': () => move(-page, true),
    'move.page-down': () => move(page, true),
    'move.first': () => move(-pane.count, true),
    'move.last': () => move(pane.count, true),
    'tab.next': () => tabBy(1),
    'tab.previous': () => tabBy(-1),
    'tab.select': (key) => tabAt(Number(key) - 1),
    'pane.fold': () => {
      const path = pane.foldKey(place.cursor);
      if (path !== null) dispatch({ kind: 'fold-toggled', path });
    },
    'pane.sort': () => {
      if (pane.tree) dispatch({ kind: 'order-changed' });
    },
  });
}
