import type { ExchangeList, ListEntry } from '../../view-model/exchange-list.ts';
import { openedFrom } from '../../view-model/list-lines.ts';
import { sortKeys } from '../../view-model/list-sort.ts';
import type { Actions } from '../actions.ts';
import { type KeyHandlers, useKeys } from '../keys/key-input.tsx';
import { type ExchangeListAction, LAST_LINE } from './use-exchange-list-state.ts';

export interface ListKeys {
  readonly list: ExchangeList;
  readonly dispatch: (action: ExchangeListAction) => void;
  /** What the cursor is on. */
  readonly current: ListEntry | null;
  readonly cursor: number;
  readonly top: number;
  /** Rows of a page. */
  readonly page: number;
  /** Screen row of the first line, from 1, and rows that there are for lines. */
  readonly firstRow: number;
  readonly rows: number;
  /** Text that is looked for; empty for none. */
  readonly find: string;
  /** The filter; empty for none. */
  readonly filter: string;
  readonly actions: Actions;
  readonly appKeys: KeyHandlers;
  readonly onPause: () => void;
  readonly onPreview: () => void;
  /** Columns of the list; what is to the right of them belongs to the preview. */
  readonly width: number;
  /** Lines that the chosen one has below itself. */
  readonly below: number;
  /** The list was folded or sorted another way. */
  readonly onArranged: () => void;
}

const WHEEL_LINES = 3;
const EMPTY = 'no exchange is listed';

export function useExchangeListKeys(keys: ListKeys): void {
  const { list, dispatch, current, cursor, top, page, find, actions, appKeys } = keys;
  const open = (entry: ListEntry | null) => {
    if (entry === null) return actions.say(EMPTY, 'wrong');
    const command = entry.kind === 'command';
    actions.show({ kind: 'detail', id: openedFrom(entry), command, tab: 'overview' });
  };
  const fold = () => {
    if (current?.kind === 'command') list.toggle(current.row.id);
    else if (current?.inside) list.toggle(current.row.command);
    else return actions.say('nothing to fold here', 'wrong');
    keys.onArranged();
  };
  const goOn = (by: 1 | -1) => {
    const place = list.find(cursor, by, (entry) => isWanted(entry, find));
    if (place !== null) dispatch({ kind: 'jumped', to: place });
    else actions.say(find === '' ? 'no other error' : `no other line has ${find}`, 'wrong');
  };
  const onCurrent = (act: (id: number) => void) => () => {
    if (current === null) actions.say(EMPTY, 'wrong');
    else act(openedFrom(current));
  };
  useKeys(
    'list',
    {
      ...appKeys,
      'move.up': () => dispatch({ kind: 'moved', by: -1 }),
      'move.down': () => dispatch({ kind: 'moved', by: 1 }),
      'move.page-up': () => dispatch({ kind: 'paged', by: -page }),
      'move.page-down': () => dispatch({ kind: 'paged', by: page }),
      'move.first': () => dispatch({ kind: 'jumped', to: 0 }),
      'move.last': () => dispatch({ kind: 'jumped', to: LAST_LINE }),
      'list.follow': () => dispatch({ kind: 'follow-toggled' }),
      'list.pause': keys.onPause,
      'list.preview': keys.onPreview,
      'list.open': () => open(current),
      'list.fold': fold,
      'list.fold-all': () => {
        list.toggleAll();
        keys.onArranged();
      },
      'list.sort': () => {
        const { sort } = list.arrangement;
        const next = sortKeys[(sortKeys.indexOf(sort) + 1) % sortKeys.length] ?? 'time';
        list.arrange({ sort: next, reverse: false });
        actions.say(`sorted by ${next}`);
      },
      'list.reverse': () => {
        list.arrange({ ...list.arrangement, reverse: !list.arrangement.reverse });
        keys.onArranged();
      },
      'find.next': () => goOn(1),
      'find.previous': () => goOn(-1),
      'mark.toggle': onCurrent(actions.toggleMark),
      'mark.compare': onCurrent(actions.compareWithMarked),
      copy: onCurrent((id) => actions.copyExchange(id, current?.kind === 'command', null)),
      save: () => actions.saveCapture(keys.filter),
    },
    (event) => {
      if (event.kind !== 'click') {
        return dispatch({ kind: 'paged', by: event.kind === 'wheel-up' ? -WHEEL_LINES : WHEEL_LINES });
      }
      const row = top + event.row - keys.firstRow;
      // What stands below the chosen line belongs to it.
      const line = row > cursor ? Math.max(cursor, row - keys.below) : row;
      if (event.row < keys.firstRow || event.row >= keys.firstRow + keys.rows) return;
      if (line === cursor || event.column > keys.width) open(current);
      else if (line < list.length) dispatch({ kind: 'jumped', to: line });
    },
  );
}

const ERRORS: ReadonlySet<string> = new Set(['failed', 'warning']);

/** A line with the text that is looked for; without one, an error. */
function isWanted({ row }: ListEntry, find: string): boolean {
  if (find === '') return ERRORS.has(row.status.sign);
  const text = `${row.operation} ${row.client} ${row.status.words} ${row.facts.join(' ')}`;
  return text.toLowerCase().includes(find.toLowerCase());
}
