import { useMemo } from 'react';
import { findInPane } from '../../view-model/find-in-pane.ts';
import type { Pane, PaneMaker } from '../../view-model/pane.ts';
import { clampPlace, moveCursor, movePage, type Place, scrollBy } from '../../view-model/viewport.ts';
import type { KeyHandlers } from '../keys/key-input.tsx';
import type { MouseEvent } from '../keys/mouse-events.ts';
import type { ScreenLook } from '../screen-look.ts';
import type { PaneAction, PaneStates } from './pane-states.ts';

/** A pane as it is on the screen, and the keys that work in it. */
export interface ShownPane {
  readonly pane: Pane;
  readonly place: Place;
  /** Rows that scroll. */
  readonly rows: number;
  readonly find: string;
  readonly keys: KeyHandlers;
  /** `top`: the screen's row, from 1, of the pane's first line. */
  readonly onMouse: (event: MouseEvent, top: number) => void;
}

interface PaneOptions {
  /** The same for the same pane, so that its place is found again. */
  readonly name: string;
  readonly maker: PaneMaker;
  readonly states: PaneStates;
  readonly dispatch: (action: PaneAction) => void;
  /** Its `height` is the pane's. */
  readonly look: ScreenLook;
  /** A key does nothing here, and why. */
  readonly onNothing: (why: string) => void;
}

const WHEEL_LINES = 3;
const UNTOUCHED: ReadonlySet<string> = new Set();

export function usePane({ name, maker, states, dispatch, look, onNothing }: PaneOptions): ShownPane {
  const { width, height, symbols, utcOffset } = look;
  const { order, form, revealed, find } = states;
  const left = states.places[name];
  const toggled = states.toggled[name] ?? UNTOUCHED;
  const cursor = left?.cursor ?? null;
  const pane = useMemo(
    () => maker({ width, height, symbols, utcOffset, cursor, toggled, order, form, revealed }),
    [maker, width, height, symbols, utcOffset, cursor, toggled, order, form, revealed],
  );
  const rows = Math.max(1, height - pane.head.length - pane.foot.length);
  const place = clampPlace(left ?? { top: 0, cursor: pane.start }, pane.count, rows);
  const page = Math.max(1, rows - 1);
  const goTo = (next: Place) => dispatch({ kind: 'moved', pane: name, place: next });
  const move = (by: number, paged: boolean) => {
    const step = !pane.cursor ? scrollBy : paged ? movePage : moveCursor;
    goTo(step(place, by, pane.count, rows));
  };
  const findFrom = (by: 1 | -1) => {
    const from = pane.cursor ? place.cursor : place.top;
    const found = findInPane(pane, find, from, by);
    if (found === null) return onNothing(find === '' ? 'ctrl-f finds a text' : `no ${find} here`);
    // Without a cursor, what was found is the first line.
    goTo(clampPlace({ top: pane.cursor ? place.top : found, cursor: found }, pane.count, rows));
  };
  const keys: KeyHandlers = {
    'move.up': () => move(-1, false),
    'move.down': () => move(1, false),
    'move.page-up': () => move(-page, true),
    'move.page-down': () => move(page, true),
    'move.first': () => move(-pane.count, true),
    'move.last': () => move(pane.count, true),
    'pane.fold': () => {
      const key = pane.foldKey(place.cursor);
      if (key === null) onNothing('nothing to fold here');
      else dispatch({ kind: 'fold-toggled', pane: name, key });
    },
    'pane.sort': () => {
      if (pane.tree) dispatch({ kind: 'order-changed' });
      else onNothing('nothing to sort here');
    },
    'pane.form': () => {
      if (pane.forms) dispatch({ kind: 'form-changed' });
      else onNothing('no bytes here that could be shown another way');
    },
    'find.next': () => findFrom(1),
    'find.previous': () => findFrom(-1),
  };
  const onMouse = (event: MouseEvent, top: number) => {
    if (event.kind !== 'click') return move(event.kind === 'wheel-up' ? -WHEEL_LINES : WHEEL_LINES, true);
    const index = place.top + event.row - top - pane.head.length;
    if (!pane.cursor || index < place.top || index >= Math.min(pane.count, place.top + rows)) return;
    goTo({ ...place, cursor: index });
  };
  return { pane, place, rows, find, keys, onMouse };
}
