import { useApp } from 'ink';
import { type ReactNode, useState } from 'react';
import type { Engine } from '../view-model/engine.ts';
import { findingsLine } from '../view-model/list-header.ts';
import { factLines } from '../view-model/list-lines.ts';
import { listSplit, PREVIEW_FROM } from '../view-model/list-preview.ts';
import { CompareScreen } from './compare/compare-screen.tsx';
import { BottomContext } from './components/bottom.tsx';
import { DetailScreen } from './detail/detail-screen.tsx';
import { FileScreen } from './files/file-screen.tsx';
import { PacketScreen } from './files/packet-screen.tsx';
import { HelpScreen } from './help/help-screen.tsx';
import type { Histories } from './histories.ts';
import { ExchangeList } from './list/exchange-list.tsx';
import { listRoom } from './list/list-room.ts';
import { useExchangeListState } from './list/use-exchange-list-state.ts';
import { usePaneStates } from './panes/pane-states.ts';
import { ReportScreen } from './reports/report-screen.tsx';
import type { ScreenLook } from './screen-look.ts';
import type { TerminalServices } from './terminal/terminal-services.ts';
import { useActions } from './use-actions.ts';
import { useAppKeys } from './use-app-keys.ts';
import { useBottom } from './use-bottom.tsx';
import { useEngineVersion } from './use-engine-version.ts';
import { useFilter } from './use-filter.ts';
import { useScreenSize } from './use-screen-size.ts';

export interface AppProps {
  readonly engine: Engine;
  readonly look: Pick<ScreenLook, 'symbols' | 'theme' | 'utcOffset' | 'keyMap'>;
  /** Follow the newest exchange from the start. */
  readonly follow: boolean;
  /** The filter that the engine was started with; empty for none. */
  readonly filter: string;
  /** Whether a preview of the chosen row is wanted at first, where there is room for it. */
  readonly preview: boolean;
  /** Changes of the capture are shown at most that often, in milliseconds. */
  readonly redrawMs: number;
  /** Whether the mouse is taken. */
  readonly mouse: boolean;
  readonly histories: Histories;
  readonly onHistories: (histories: Histories) => void;
  readonly terminal: TerminalServices;
}

/** Which screen is shown: the list, or what was opened above it. */
export function App(props: AppProps): ReactNode {
  const { engine, terminal } = props;
  const { exit } = useApp();
  const size = useScreenSize(terminal);
  const version = useEngineVersion(engine, props.redrawMs);
  const bottom = useBottom(props.histories, props.onHistories);
  const look: ScreenLook = { ...props.look, width: size.width, height: size.height - bottom.rows + 1 };
  const { screen, marked, actions } = useActions(engine, terminal, bottom);
  const filtering = useFilter(engine, props.filter, look.symbols, bottom);
  const [panes, dispatch] = usePaneStates();
  const [paused, setPaused] = useState(false);
  const [hasPreview, setHasPreview] = useState(props.preview);
  const notes = findingsLine(engine.status(), look.symbols).length === 0 ? 0 : 1;
  const room = listRoom(look, notes, hasPreview);
  const [list, dispatchList] = useExchangeListState(
    {
      list: engine.list,
      height: room.height,
      // What a preview says is not said again.
      linesBelow: (index) =>
        room.split === null ? factLines(engine.list.entries(index, index + 1)[0] ?? null, look).length : 0,
    },
    props.follow,
  );
  const appKeys = useAppKeys({
    actions,
    filtering,
    find: panes.find,
    onFind: (text) => dispatch({ kind: 'find-set', text }),
    screen,
    terminal,
    mouse: props.mouse,
    keyMap: look.keyMap,
    height: size.height,
    onQuit: exit,
  });
  const pane = { panes, dispatch, look, actions, appKeys };
  const shown = (): ReactNode => {
    switch (screen.kind) {
      case 'list':
        return (
          <ExchangeList
            engine={engine}
            state={list}
            dispatch={dispatchList}
            look={look}
            room={room}
            version={version}
            filter={filtering.filter}
            paused={paused}
            marked={marked}
            find={panes.find}
            actions={actions}
            appKeys={appKeys}
            onPreview={() => {
              const { width, height } = PREVIEW_FROM;
              if (listSplit(look.width, look.height) !== null) setHasPreview(!hasPreview);
              else actions.say(`a preview needs a screen of ${width} columns and ${height} rows`, 'wrong');
            }}
            onPause={() => {
              engine.hold(!paused);
              setPaused(!paused);
            }}
          />
        );
      case 'detail':
        return (
          <DetailScreen
            {...pane}
            key={screen.id}
            engine={engine}
            id={screen.id}
            command={screen.command}
            tab={screen.tab}
            version={version}
            marked={marked}
          />
        );
      case 'report':
        return (
          <ReportScreen {...pane} key={screen.name} engine={engine} name={screen.name} version={version} />
        );
      case 'file':
        return <FileScreen {...pane} engine={engine} id={screen.id} target={screen.target} />;
      case 'packet':
        return <PacketScreen {...pane} engine={engine} id={screen.id} target={screen.target} />;
      case 'compare':
        return <CompareScreen {...pane} engine={engine} one={screen.one} other={screen.other} />;
      case 'help':
        return <HelpScreen {...pane} />;
    }
  };
  return <BottomContext.Provider value={bottom.content(look)}>{shown()}</BottomContext.Provider>;
}
