import { useReducer } from 'react';
import type { TabName } from '../../view-model/detail-tabs.ts';
import type { FileOrder } from '../../view-model/pane.ts';
import type { Place } from '../../view-model/viewport.ts';

export interface ExchangeDetailState {
  readonly tab: TabName;
  /** Where each tab was left. */
  readonly places: Readonly<Partial<Record<TabName, Place>>>;
  /** Folders that are not as they were at first. */
  readonly toggled: ReadonlySet<string>;
  readonly order: FileOrder;
}

export type ExchangeDetailAction =
  | { readonly kind: 'opened' }
  | { readonly kind: 'tab-chosen'; readonly tab: TabName }
  | { readonly kind: 'moved'; readonly tab: TabName; readonly place: Place }
  | { readonly kind: 'fold-toggled'; readonly path: string }
  | { readonly kind: 'order-changed' };

const INITIAL: ExchangeDetailState = { tab: 'overview', places: {}, toggled: new Set(), order: 'size' };

const NEXT_ORDER: Readonly<Record<FileOrder, FileOrder>> = { size: 'name', name: 'sent', sent: 'size' };

export function exchangeDetailReducer(
  state: ExchangeDetailState,
  action: ExchangeDetailAction,
): ExchangeDetailState {
  switch (action.kind) {
    case 'opened':
      // The next exchange opens on the tab of the last one: who compares steps wants steps.
      return { ...INITIAL, tab: state.tab, order: state.order };
    case 'tab-chosen':
      return { ...state, tab: action.tab };
    case 'moved':
      return { ...state, places: { ...state.places, [action.tab]: action.place } };
    case 'fold-toggled': {
      const toggled = new Set(state.toggled);
      if (!toggled.delete(action.path)) toggled.add(action.path);
      return { ...state, toggled };
    }
    case 'order-changed':
      return { ...state, order: NEXT_ORDER[state.order] };
  }
}

export function useExchangeDetailState(): readonly [
  ExchangeDetailState,
  (action: ExchangeDetailAction) => void,
] {
  return useReducer(exchangeDetailReducer, INITIAL);
}
