import { useReducer } from 'react';
import type { ContentForm, FileOrder } from '../../view-model/pane.ts';
import type { Place } from '../../view-model/viewport.ts';

/** How the user left the panes: each one's place and folds by its name, and what holds for all of them. */
export interface PaneStates {
  readonly places: Readonly<Record<string, Place>>;
  /** What is not folded as it was at first, by pane. */
  readonly toggled: Readonly<Record<string, ReadonlySet<string>>>;
  readonly order: FileOrder;
  readonly form: ContentForm;
  /** Text that is looked for; empty for none. */
  readonly find: string;
  readonly revealed: boolean;
}

export type PaneAction =
  | { readonly kind: 'moved'; readonly pane: string; readonly place: Place }
  | { readonly kind: 'fold-toggled'; readonly pane: string; readonly key: string }
  | { readonly kind: 'order-changed' }
  | { readonly kind: 'form-changed' }
  | { readonly kind: 'find-set'; readonly text: string }
  | { readonly kind: 'revealed'; readonly revealed: boolean };

export const FIRST_PANES: PaneStates = {
  places: {},
  toggled: {},
  order: 'size',
  form: 'pretty',
  find: '',
  revealed: false,
};

const NEXT_ORDER: Readonly<Record<FileOrder, FileOrder>> = { size: 'name', name: 'sent', sent: 'size' };
const NEXT_FORM: Readonly<Record<ContentForm, ContentForm>> = { pretty: 'text', text: 'hex', hex: 'pretty' };

export function paneReducer(states: PaneStates, action: PaneAction): PaneStates {
  switch (action.kind) {
    case 'moved':
      return { ...states, places: { ...states.places, [action.pane]: action.place } };
    case 'fold-toggled': {
      const toggled = new Set(states.toggled[action.pane]);
      if (!toggled.delete(action.key)) toggled.add(action.key);
      return { ...states, toggled: { ...states.toggled, [action.pane]: toggled } };
    }
    case 'order-changed':
      return { ...states, order: NEXT_ORDER[states.order] };
    case 'form-changed':
      return { ...states, form: NEXT_FORM[states.form] };
    case 'find-set':
      return { ...states, find: action.text };
    case 'revealed':
      return { ...states, revealed: action.revealed };
  }
}

export function usePaneStates(): readonly [PaneStates, (action: PaneAction) => void] {
  return useReducer(paneReducer, FIRST_PANES);
}
