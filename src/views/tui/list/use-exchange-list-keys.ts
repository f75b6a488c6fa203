import { type KeyHandlers, useKeys } from '../keys/key-input.tsx';
import type { ExchangeListAction } from './use-exchange-list-state.ts';

interface ListKeys {
  readonly dispatch: (action: ExchangeListAction) => void;
  /** Rows of a page. */
  readonly page: number;
  readonly onOpen: () => void;
  readonly onQuit: () => void;
  readonly appKeys: KeyHandlers;
}

export function useExchangeListKeys({ dispatch, page, onOpen, onQuit, appKeys }: ListKeys): void {
  useKeys('list', {
    ...appKeys,
    'move.up': () => dispatch({ kind: 'moved', by: -1 }),
    'move.down': () => dispatch({ kind: 'moved', by: 1 }),
    'move.page-up': () => dispatch({ kind: 'paged', by: -page }),
    'move.page-down': () => dispatch({ kind: 'paged', by: page }),
    'move.first': () => dispatch({ kind: 'jumped', to: 'first' }),
    'move.last': () => dispatch({ kind: 'jumped', to: 'last' }),
    'list.follow': () => dispatch({ kind: 'follow-toggled' }),
    'list.open': onOpen,
    'list.quit': onQuit,
  });
}
