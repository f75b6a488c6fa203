import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { CaptureStatus, Engine } from '../../view-model/engine.ts';
import { formatCount } from '../../view-model/format-bytes.ts';
import { emptyListLines } from '../../view-model/list-empty.ts';
import { findingsLine, listHeader } from '../../view-model/list-header.ts';
import { factLines, listHeading, listLine } from '../../view-model/list-lines.ts';
import { type StyledLine, span, spreadLine } from '../../view-model/styled-line.ts';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import { keyHints } from '../keys/key-hints.ts';
import type { KeyHandlers } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';
import { listHeight } from './list-size.ts';
import { useExchangeListKeys } from './use-exchange-list-keys.ts';
import type { ExchangeListAction, ExchangeListState } from './use-exchange-list-state.ts';

interface ExchangeListProps {
  readonly engine: Engine;
  readonly state: ExchangeListState;
  readonly dispatch: (action: ExchangeListAction) => void;
  readonly look: ScreenLook;
  readonly appKeys: KeyHandlers;
  readonly onOpen: (id: number) => void;
  readonly onQuit: () => void;
}

/** All exchanges of the capture, one a line; only those on the screen are asked for and drawn. */
export function ExchangeList(props: ExchangeListProps): ReactNode {
  const { engine, state, dispatch, look, appKeys, onOpen, onQuit } = props;
  const { width, symbols } = look;
  const status = engine.status();
  const height = listHeight(look.height);
  const { top, cursor } = state.place;
  const rows = engine.rows(top, Math.min(status.exchanges, top + height));
  useExchangeListKeys({
    dispatch,
    page: Math.max(1, height - 1),
    onOpen: () => {
      const row = rows[cursor - top];
      if (row != null) onOpen(row.id);
    },
    onQuit,
    appKeys,
  });
  const lines = rows.flatMap((row, index) => {
    const selected = top + index === cursor;
    return [listLine(row, selected, look), ...(selected ? factLines(row, look) : [])];
  });
  const empty = status.exchanges === 0;
  return (
    <Box flexDirection="column">
      <Lines
        lines={[listHeader(status, width, symbols), rule(look), empty ? [] : listHeading(width)]}
        height={3}
        look={look}
      />
      <Lines
        lines={empty ? emptyListLines(status) : lines}
        height={height}
        selected={empty ? undefined : cursor - top}
        look={look}
      />
      <Lines
        lines={[rule(look), findingsLine(status, symbols), footer(state, status, look)]}
        height={3}
        look={look}
      />
    </Box>
  );
}

function footer({ place, follow }: ExchangeListState, status: CaptureStatus, look: ScreenLook): StyledLine {
  const count = status.exchanges;
  const grows = status.state === 'live' || status.state === 'reading';
  const at = count === 0 ? '' : `${formatCount(place.cursor + 1)} of ${formatCount(count)} `;
  const right = [span(`${follow ? 'following  ' : ''}${at}`, 'dim')];
  return spreadLine(
    keyHints('list', look.symbols, grows ? [] : ['list.follow']),
    right,
    look.width,
    look.symbols.ellipsis,
  );
}
