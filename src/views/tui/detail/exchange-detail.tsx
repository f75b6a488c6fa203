import { Box } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { detailHeader, tabAt, tabsLine } from '../../view-model/detail-header.ts';
import { type DetailTab, type TabName, tabsOf } from '../../view-model/detail-tabs.ts';
import type { Answers, CommandCalls, Engine, Question } from '../../view-model/engine.ts';
import { lineText, type StyledLine, span, spreadLine } from '../../view-model/styled-line.ts';
import type { TabAnswer } from '../../view-model/tab-answer.ts';
import type { Actions } from '../actions.ts';
import { Bottom } from '../components/bottom.tsx';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import type { Command } from '../keys/key-bindings.ts';
import { type KeyHandlers, useKeys } from '../keys/key-input.tsx';
import { PaneBody, paneWords } from '../panes/pane-body.tsx';
import type { PaneAction, PaneStates } from '../panes/pane-states.ts';
import { type ShownPane, usePane } from '../panes/use-pane.ts';
import type { ScreenLook } from '../screen-look.ts';
import { type Asked, useAnswer } from '../use-answer.ts';
import { exchangeKeys } from './exchange-keys.ts';

/** Header and tabs above; a line below that says where one is, and the keys. */
const FRAME_ROWS = 5;
/** Screen row, from 1, of the tabs, and of the pane. */
const TABS_ROW = 2;
const PANE_ROW = 4;

export interface ExchangeDetailProps {
  readonly engine: Engine;
  readonly exchange: Exchange;
  /** Where it stands for its whole command. */
  readonly command: CommandCalls | null;
  readonly tab: TabName;
  readonly panes: PaneStates;
  readonly dispatch: (action: PaneAction) => void;
  readonly marked: ReadonlySet<number>;
  readonly look: ScreenLook;
  readonly actions: Actions;
  readonly appKeys: KeyHandlers;
}

type Exchange = NonNullable<Answers['exchange']>;

/** One exchange, looked at through one of its tabs. */
export function ExchangeDetail(props: ExchangeDetailProps): ReactNode {
  const { engine, exchange, command, panes, dispatch, look, actions, appKeys } = props;
  const { width, symbols, utcOffset } = look;
  const calls = engine.list.commandOf(exchange.id)?.calls ?? 1;
  const around = useMemo(() => ({ calls, command }), [calls, command]);
  const tabs = useMemo(() => tabsOf(exchange, around), [exchange, around]);
  const current = tabs.find((tab) => tab.name === props.tab) ?? tabs[0]!;
  const answer = useTabAnswer(engine, exchange, current);
  const maker = useMemo(() => current.maker(exchange, answer, around), [current, exchange, answer, around]);
  const height = Math.max(1, look.height - FRAME_ROWS);
  const shown = usePane({
    name: `${exchange.id} ${current.name}`,
    maker,
    states: panes,
    dispatch,
    look: { ...look, height },
    onNothing: (why) => actions.say(why, 'wrong'),
  });
  const target = shown.pane.opens(shown.place.cursor);
  const isCommand = command !== null;
  const goTo = (tab: TabName) => actions.change({ kind: 'detail', id: exchange.id, command: isCommand, tab });
  const choose = (index: number) => {
    const tab = tabs[index];
    if (tab === undefined) actions.say(`there is no tab ${index + 1}`, 'wrong');
    else goTo(tab.name);
  };
  const tabBy = (by: number) => choose((tabs.indexOf(current) + by + tabs.length) % tabs.length);
  useKeys(
    'detail',
    {
      ...appKeys,
      ...shown.keys,
      ...exchangeKeys({
        engine,
        exchange,
        isCommand,
        waits: answer.kind === 'waiting',
        current,
        shown,
        revealed: panes.revealed,
        actions,
        dispatch,
      }),
      'go.back': actions.back,
      'tab.next': () => tabBy(1),
      'tab.previous': () => tabBy(-1),
      'tab.select': (key) => choose(Number(key) - 1),
    },
    (event) => {
      if (event.kind !== 'click' || event.row !== TABS_ROW) return shown.onMouse(event, PANE_ROW);
      const name = tabAt(tabs, current.name, width, symbols, event.column);
      if (name !== null) goTo(name);
    },
  );
  const without: Command[] = [];
  if (target === null) without.push('pane.open');
  if (shown.pane.foldKey(shown.place.cursor) === null) without.push('pane.fold');
  if (!shown.pane.tree) without.push('pane.sort');
  if (!shown.pane.forms) without.push('pane.form');
  return (
    <Box flexDirection="column">
      <Lines
        lines={[
          detailHeader(exchange, command?.row ?? null, width, symbols, utcOffset),
          tabsLine(tabs, current.name, width, symbols),
          rule(look),
        ]}
        height={3}
        look={look}
      />
      <PaneBody shown={shown} look={look} />
      <Lines lines={[footRule(shown, props.marked.has(exchange.id), look)]} height={1} look={look} />
      <Bottom place="detail" look={look} without={without} />
    </Box>
  );
}

/** The rule above the keys, with where one is in the pane. */
function footRule(shown: ShownPane, marked: boolean, look: ScreenLook): StyledLine {
  const { symbols, width } = look;
  const words = [marked ? `${symbols.marked} marked` : '', paneWords(shown).trim()].filter(
    (word) => word !== '',
  );
  if (words.length === 0) return rule(look);
  const right = [span(` ${words.join('  ')} `, 'dim')];
  const ruled = span(` ${symbols.rule.repeat(Math.max(0, width - lineText(right).length - 3))}`, 'dim');
  return spreadLine([ruled], right, width, symbols.ellipsis);
}

const GONE: TabAnswer = { kind: 'refused', why: 'It is no longer kept' };

function useTabAnswer(engine: Engine, exchange: Exchange, { asks }: DetailTab): TabAnswer {
  const question = asks?.(exchange) ?? null;
  const age = exchange.state;
  // Of a connection that goes on more may be captured at any moment.
  const over = engine.status().state === 'ended';
  const content = useAnswer<'content'>(engine, only(question, 'content'), age, true);
  const packets = useAnswer<'packets'>(engine, only(question, 'packets'), age, over);
  const use = useAnswer<'use'>(engine, only(question, 'use'), age);
  const raw = useAnswer<'raw'>(engine, only(question, 'raw'), age, true);
  const command = useAnswer<'command'>(engine, only(question, 'command'), age);
  return useMemo(() => {
    if (content.kind === 'here') return { kind: 'content', content: content.answer };
    if (packets.kind === 'here') {
      return packets.answer === null ? GONE : { kind: 'packets', packets: packets.answer };
    }
    if (use.kind === 'here') return use.answer === null ? GONE : { kind: 'use', use: use.answer };
    if (raw.kind === 'here') {
      return raw.answer === null ? GONE : { kind: 'raw', raw: raw.answer };
    }
    if (command.kind === 'here') {
      return command.answer === null ? GONE : { kind: 'command', command: command.answer };
    }
    const asked: readonly Asked<unknown>[] = [content, packets, use, raw, command];
    const refused = asked.find((one) => one.kind === 'refused');
    if (refused?.kind === 'refused') return refused;
    return { kind: asked.some((one) => one.kind === 'waiting') ? 'waiting' : 'nothing' };
  }, [content, packets, use, raw, command]);
}

function only<Kind extends Question['kind']>(
  question: Question | null,
  kind: Kind,
): Extract<Question, { kind: Kind }> | null {
  return question?.kind === kind ? (question as Extract<Question, { kind: Kind }>) : null;
}
