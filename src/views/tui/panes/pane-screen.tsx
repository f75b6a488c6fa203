import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { PaneMaker } from '../../view-model/pane.ts';
import { screenTitle } from '../../view-model/report-pane.ts';
import type { Actions } from '../actions.ts';
import { Bottom } from '../components/bottom.tsx';
import { Lines } from '../components/lines.tsx';
import { rule } from '../components/rule.ts';
import type { Command, Place } from '../keys/key-bindings.ts';
import { type KeyHandlers, useKeys } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';
import { callScreen } from '../screens.ts';
import { PaneBody, paneWords } from './pane-body.tsx';
import type { PaneAction, PaneStates } from './pane-states.ts';
import { revealKeys } from './reveal-keys.ts';
import { type ShownPane, usePane } from './use-pane.ts';

/** Title and rule above, rule and keys below. */
const FRAME_ROWS = 4;
/** Screen row, from 1, of the pane. */
const PANE_ROW = 3;

export interface PaneScreenProps {
  readonly panes: PaneStates;
  readonly dispatch: (action: PaneAction) => void;
  readonly look: ScreenLook;
  readonly actions: Actions;
  readonly appKeys: KeyHandlers;
}

interface Shown extends PaneScreenProps {
  readonly place: Place;
  readonly name: string;
  readonly title: string;
  readonly maker: PaneMaker;
  /** What it shows is on its way: keys that are for that wait for it. */
  readonly waits?: boolean;
  /** Keys of this screen beside those of every pane. */
  readonly keys?: (shown: ShownPane) => KeyHandlers;
}

/** A screen that is one pane below a title. */
export function PaneScreen(props: Shown): ReactNode {
  const { panes, dispatch, look, actions, appKeys, place, name, title, maker, waits = false, keys } = props;
  const height = Math.max(1, look.height - FRAME_ROWS);
  const shown = usePane({
    name,
    maker,
    states: panes,
    dispatch,
    look: { ...look, height },
    onNothing: (why) => actions.say(why, 'wrong'),
  });
  const { pane } = shown;
  const target = pane.opens(shown.place.cursor);
  const paneKeys: KeyHandlers = {
    ...shown.keys,
    'pane.open': () => {
      if (target?.kind === 'exchange') actions.show(callScreen(target.id));
      else if (pane.foldKey(shown.place.cursor) !== null) shown.keys['pane.fold']?.('');
      else actions.say('nothing to open here', 'wrong');
    },
    ...(place === 'pane' ? revealKeys(panes.revealed, actions, dispatch) : {}),
    ...keys?.(shown),
  };
  useKeys(
    place,
    { ...appKeys, 'go.back': actions.back, ...(waits ? {} : paneKeys) },
    (event) => shown.onMouse(event, PANE_ROW),
    waits,
  );
  const without: Command[] = [];
  if (target === null) without.push('pane.open');
  if (pane.foldKey(shown.place.cursor) === null) without.push('pane.fold');
  if (!pane.forms) without.push('pane.form');
  return (
    <Box flexDirection="column">
      <Lines
        lines={[screenTitle(title, look.width, paneWords(shown).trim()), rule(look)]}
        height={2}
        look={look}
      />
      <PaneBody shown={shown} look={look} />
      <Lines lines={[rule(look)]} height={1} look={look} />
      <Bottom place={place} look={look} without={without} />
    </Box>
  );
}
