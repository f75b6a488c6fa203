import { Box } from 'ink';
import { type ReactNode, useMemo, useReducer } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import { emptyListLines } from '../../view-model/list-empty.ts';
import { findingsLine, listHeader, overviewRule } from '../../view-model/list-header.ts';
import { factLines, listHeading, listLine } from '../../view-model/list-lines.ts';
import { listSplit } from '../../view-model/list-preview.ts';
import { minimap } from '../../view-model/minimap.ts';
import { statusLine } from '../../view-model/status-line.ts';
import type { StyledLine } from '../../view-model/styled-line.ts';
import { Bottom } from '../components/bottom.tsx';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import type { Command } from '../keys/key-bindings.ts';
import type { ScreenLook } from '../screen-look.ts';
import type { ListRoom } from './list-room.ts';
import { type ListKeys, useExchangeListKeys } from './use-exchange-list-keys.ts';
import type { ExchangeListAction, ExchangeListState } from './use-exchange-list-state.ts';
import { usePreview } from './use-preview.ts';

/** Screen row, from 1, of the first exchange. */
const FIRST_ROW = 4;

interface ExchangeListProps extends Pick<ListKeys, 'actions' | 'appKeys' | 'onPause' | 'onPreview' | 'find'> {
  readonly engine: Engine;
  readonly state: ExchangeListState;
  readonly dispatch: (action: ExchangeListAction) => void;
  readonly look: ScreenLook;
  readonly room: ListRoom;
  /** Another one whenever the engine told of something new. */
  readonly version: number;
  readonly filter: string;
  readonly paused: boolean;
  readonly marked: ReadonlySet<number>;
}

/** The commands and exchanges of the capture, one a line; only those on the screen are asked for and drawn. */
export function ExchangeList(props: ExchangeListProps): ReactNode {
  const { engine, state, dispatch, look, room, filter, paused, marked } = props;
  const { width, symbols } = look;
  const { list } = engine;
  const status = engine.status();
  const findings = findingsLine(status, symbols);
  const notes = findings.length === 0 ? 0 : 1;
  const { height, split } = room;
  const { top, cursor } = state.place;
  const count = list.length;
  const entries = list.entries(top, top + height);
  const current = entries[cursor - top] ?? null;
  const facts = split === null ? factLines(current, look) : [];
  const preview = usePreview(engine, current, split, { ...look, height: height + 1 }, props.version);
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
    rows: height,
    width: room.look.width,
    below: facts.length,
  });
  const { arrangement } = list;
  const surroundings = {
    arrangement,
    marked,
    hasFacts: split === null,
    rate: (id: number) => engine.rate(id),
  };
  const lines = entries.flatMap((entry, index) => {
    const selected = top + index === cursor;
    return [listLine(entry, selected, room.look, surroundings), ...(selected ? facts : [])];
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
  const without: Command[] = status.state === 'ended' ? ['list.follow', 'list.pause'] : [];
  if (listSplit(look.width, look.height) === null) without.push('list.preview');
  const aside = (shown: readonly StyledLine[]) =>
    split === null || empty ? null : { lines: shown, width: split.preview };
  return (
    <Box flexDirection="column">
      <Lines
        lines={[listHeader(status, width, symbols), overviewRule(counts, width, symbols)]}
        height={2}
        look={look}
      />
      <Lines
        lines={[empty ? [] : listHeading(room.look, arrangement)]}
        height={1}
        look={room.look}
        aside={aside(preview.slice(0, 1))}
      />
      <Lines
        lines={empty ? emptyListLines(status, filter) : lines}
        height={height}
        selected={empty ? undefined : cursor - top}
        look={room.look}
        aside={aside(preview.slice(1))}
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
      <Bottom place="list" look={look} without={without} />
    </Box>
  );
}
