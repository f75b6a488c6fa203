import { Box } from 'ink';
import { type ReactNode, useMemo, useReducer } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import { emptyListLines } from '../../view-model/list-empty.ts';
import { findingsLine, listHeader, overviewRule } from '../../view-model/list-header.ts';
import { factLines, listHeading, listLine } from '../../view-model/list-lines.ts';
import { minimap } from '../../view-model/minimap.ts';
import { statusLine } from '../../view-model/status-line.ts';
import { Bottom } from '../components/bottom.tsx';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import type { ScreenLook } from '../screen-look.ts';
import { listHeight } from './list-size.ts';
import { type ListKeys, useExchangeListKeys } from './use-exchange-list-keys.ts';
import type { ExchangeListAction, ExchangeListState } from './use-exchange-list-state.ts';

/** Screen row, from 1, of the first exchange. */
const FIRST_ROW = 4;

interface ExchangeListProps extends Pick<ListKeys, 'actions' | 'appKeys' | 'onPause' | 'find'> {
  readonly engine: Engine;
  readonly state: ExchangeListState;
  readonly dispatch: (action: ExchangeListAction) => void;
  readonly look: ScreenLook;
  readonly filter: string;
  readonly paused: boolean;
  readonly marked: ReadonlySet<number>;
}

/** The commands and exchanges of the capture, one a line; only those on the screen are asked for and drawn. */
export function ExchangeList(props: ExchangeListProps): ReactNode {
  const { engine, state, dispatch, look, filter, paused, marked } = props;
  const { width, symbols } = look;
  const { list } = engine;
  const status = engine.status();
  const findings = findingsLine(status, symbols);
  const notes = findings.length === 0 ? 0 : 1;
  const height = listHeight(look.height, notes);
  const { top, cursor } = state.place;
  const count = list.length;
  const entries = list.entries(top, top + height);
  const current = entries[cursor - top] ?? null;
  const [, onArranged] = useReducer((times: number) => times + 1, 0);
  useExchangeListKeys({
    ...props,
    onArranged,
    list,
    dispatch,
    current,
    cursor,
    top,
    page: Math.max(1, height - 1),
    firstRow: FIRST_ROW,
  });
  const { arrangement } = list;
  const surroundings = { arrangement, marked, rate: (id: number) => engine.rate(id) };
  const lines = entries.flatMap((entry, index) => {
    const selected = top + index === cursor;
    return [listLine(entry, selected, look, surroundings), ...(selected ? factLines(entry, look) : [])];
  });
  const { size } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is one object, which grows
  const counts = useMemo(() => {
    const made = new Map<number, ReturnType<typeof minimap>>();
    return (parts: number) => {
      const known = made.get(parts) ?? minimap(() => list.rows(), parts);
      made.set(parts, known);
      return known;
    };
  }, [list, size]);
  const empty = count === 0;
  return (
    <Box flexDirection="column">
      <Lines
        lines={[
          listHeader(status, width, symbols),
          overviewRule(counts, width, symbols),
          empty ? [] : listHeading(look, arrangement),
        ]}
        height={3}
        look={look}
      />
      <Lines
        lines={empty ? emptyListLines(status, filter) : lines}
        height={height}
        selected={empty ? undefined : cursor - top}
        look={look}
      />
      <Lines
        lines={[
          rule(look),
          ...(notes === 0 ? [] : [findings]),
          statusLine(
            { filter, follow: state.follow, paused, shown: size, at: cursor, lines: count },
            status,
            width,
            symbols,
          ),
        ]}
        height={2 + notes}
        look={look}
      />
      <Bottom place="list" look={look} without={status.state === 'ended' ? ['list.follow'] : []} />
    </Box>
  );
}
