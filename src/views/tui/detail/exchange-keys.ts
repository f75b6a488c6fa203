import type { ContentRef } from '../../view-model/content.ts';
import type { DetailTab } from '../../view-model/detail-tabs.ts';
import type { Answers, Engine } from '../../view-model/engine.ts';
import { openedFrom } from '../../view-model/list-lines.ts';
import type { Actions } from '../actions.ts';
import type { KeyHandlers } from '../keys/key-input.tsx';
import type { PaneAction } from '../panes/pane-states.ts';
import { paneText } from '../panes/pane-text.ts';
import { revealKeys } from '../panes/reveal-keys.ts';
import type { ShownPane } from '../panes/use-pane.ts';
import { callScreen } from '../screens.ts';

interface ExchangeKeys {
  readonly engine: Engine;
  readonly exchange: NonNullable<Answers['exchange']>;
  /** It stands for its whole command. */
  readonly isCommand: boolean;
  readonly current: DetailTab;
  readonly shown: ShownPane;
  /** What the tab asks for is on its way. */
  readonly waits: boolean;
  readonly revealed: boolean;
  readonly actions: Actions;
  readonly dispatch: (action: PaneAction) => void;
}

/** What can be done with an exchange, or with what the cursor is on in it. */
export function exchangeKeys(keys: ExchangeKeys): KeyHandlers {
  const { engine, exchange, isCommand, current, shown, revealed, actions, dispatch } = keys;
  const { id } = exchange;
  const target = shown.pane.opens(shown.place.cursor);
  const neighbour = (by: 1 | -1) => {
    const other = engine.list.neighbour(id, isCommand, by);
    if (other === null)
      return actions.say(by === 1 ? 'this is the last one' : 'this is the first one', 'wrong');
    const command = other.kind === 'command';
    actions.change({ kind: 'detail', id: openedFrom(other), command, tab: current.name });
  };
  const openIn = (tool: 'pager' | 'editor') => {
    if (keys.waits) actions.say('it is still being read', 'wrong');
    else actions.openIn(tool, paneText(shown.pane));
  };
  return {
    'pane.open': () => {
      if (target?.kind === 'exchange') actions.show(callScreen(target.id));
      else if (target?.kind === 'file') actions.show({ kind: 'file', id, target });
      else if (target?.kind === 'packet') actions.show({ kind: 'packet', id, target });
      else if (shown.pane.foldKey(shown.place.cursor) !== null) shown.keys['pane.fold']?.('');
      else actions.say('nothing to open here', 'wrong');
    },
    'go.next-exchange': () => neighbour(1),
    'go.previous-exchange': () => neighbour(-1),
    'mark.toggle': () => actions.toggleMark(id),
    'mark.compare': () => actions.compareWithMarked(id),
    copy: () => actions.copyExchange(id, isCommand, exchange),
    save: () => {
      if (target?.kind === 'file') {
        const ref = { kind: 'file', side: target.side, index: target.index } as const;
        return actions.save(id, ref, lastPart(target.entry.path));
      }
      if (target?.kind === 'packet') {
        const { frame } = target.segment;
        return actions.save(id, { kind: 'packet', frame }, `packet-${frame}.bin`);
      }
      const ref = contentOf(exchange, current);
      if (ref === null) actions.say('this tab has nothing to save', 'wrong');
      else actions.save(id, ref, `${id}-${ref.kind === 'body' ? ref.side : ref.kind}.bin`);
    },
    'open.pager': () => openIn('pager'),
    'open.editor': () => openIn('editor'),
    ...revealKeys(revealed, actions, dispatch),
  };
}

/** What a tab's bytes are: those it asks for, else the larger of the two bodies. */
function contentOf(exchange: ExchangeKeys['exchange'], { asks }: DetailTab): ContentRef | null {
  const question = asks?.(exchange) ?? null;
  if (question?.kind === 'content') return question.ref;
  if (question?.kind === 'raw') return { kind: 'raw' };
  const sent = exchange.request?.body.bytes ?? 0;
  const received = exchange.response?.body.bytes ?? 0;
  if (sent + received === 0) return null;
  return { kind: 'body', side: sent >= received ? 'request' : 'response' };
}

function lastPart(path: string): string {
  return path.split('/').at(-1) || 'file';
}
