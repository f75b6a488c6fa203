import { Box } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { detailHeader, tabsLine } from '../../view-model/detail-header.ts';
import { type DetailTab, tabsOf } from '../../view-model/detail-tabs.ts';
import { formatCount } from '../../view-model/format-bytes.ts';
import type { Pane } from '../../view-model/pane.ts';
import { type StyledLine, span, spreadLine } from '../../view-model/styled-line.ts';
import { clampPlace, type Place } from '../../view-model/viewport.ts';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import { keyHints } from '../keys/key-hints.ts';
import type { KeyHandlers } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';
import type { AskedExchange } from './use-exchange.ts';
import { useExchangeDetailKeys } from './use-exchange-detail-keys.ts';
import type { ExchangeDetailAction, ExchangeDetailState } from './use-exchange-detail-state.ts';

/** Header, tabs and rule above; rule and keys below. */
const FRAME_ROWS = 5;

interface ExchangeDetailProps {
  readonly exchange: Extract<AskedExchange, { kind: 'here' }>['exchange'];
  readonly state: ExchangeDetailState;
  readonly dispatch: (action: ExchangeDetailAction) => void;
  readonly look: ScreenLook;
  readonly appKeys: KeyHandlers;
  readonly onBack: () => void;
}

/** One exchange, looked at through one of its tabs. */
export function ExchangeDetail(props: ExchangeDetailProps): ReactNode {
  const { exchange, state, dispatch, look, appKeys, onBack } = props;
  const { width, symbols, utcOffset } = look;
  const tabs = useMemo(() => tabsOf(exchange), [exchange]);
  const current = tabs.find((tab) => tab.name === state.tab) ?? tabs[0]!;
  const maker = useMemo(() => current.maker(exchange), [current, exchange]);
  const left = state.places[current.name];
  const { toggled, order } = state;
  const height = Math.max(1, look.height - FRAME_ROWS);
  const pane = useMemo(
    () => maker({ width, height, symbols, utcOffset, cursor: left?.cursor ?? null, toggled, order }),
    [maker, width, height, symbols, utcOffset, left?.cursor, toggled, order],
  );
  const scrolled = Math.max(1, height - pane.head.length - pane.foot.length);
  const place = clampPlace(left ?? { top: 0, cursor: pane.start }, pane.count, scrolled);
  useExchangeDetailKeys({ tabs, current, pane, place, height: scrolled, dispatch, onBack, appKeys });
  return (
    <Box flexDirection="column">
      <Lines
        lines={[
          detailHeader(exchange, width, symbols, utcOffset),
          tabsLine(tabs, current.name, width, symbols),
          rule(look),
        ]}
        height={3}
        look={look}
      />
      <Lines lines={pane.head} height={pane.head.length} look={look} />
      <Lines
        lines={linesFrom(pane, place.top, scrolled)}
        height={scrolled}
        selected={pane.cursor && pane.count > 0 ? place.cursor - place.top : undefined}
        look={look}
      />
      <Lines lines={pane.foot} height={pane.foot.length} look={look} />
      <Lines lines={[rule(look), footer(current, pane, place, scrolled, look)]} height={2} look={look} />
    </Box>
  );
}

function linesFrom(pane: Pane, top: number, height: number): readonly StyledLine[] {
  const count = Math.max(0, Math.min(height, pane.count - top));
  return Array.from({ length: count }, (_, index) => pane.line(top + index));
}

function footer(current: DetailTab, pane: Pane, place: Place, height: number, look: ScreenLook): StyledLine {
  const { symbols, width } = look;
  const hints = keyHints('detail', symbols, pane.tree ? [] : ['pane.fold', 'pane.sort']);
  const at = pane.cursor ? place.cursor + 1 : Math.min(pane.count, place.top + height);
  const whole = !pane.cursor && pane.count <= height;
  const where = whole
    ? ''
    : `${current.title.toLowerCase()} ${formatCount(at)} of ${formatCount(pane.count)} `;
  return spreadLine(hints, [span(where, 'dim')], width, symbols.ellipsis);
}
