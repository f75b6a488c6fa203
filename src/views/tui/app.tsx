import { useApp } from 'ink';
import { type ReactNode, useState } from 'react';
import type { Engine } from '../view-model/engine.ts';
import { factLines } from '../view-model/list-lines.ts';
import { DetailScreen } from './detail/detail-screen.tsx';
import { useExchangeDetailState } from './detail/use-exchange-detail-state.ts';
import { HelpScreen } from './help/help-screen.tsx';
import type { KeyHandlers } from './keys/key-input.tsx';
import { ExchangeList } from './list/exchange-list.tsx';
import { listHeight } from './list/list-size.ts';
import { useExchangeListState } from './list/use-exchange-list-state.ts';
import type { ScreenLook } from './screen-look.ts';
import { useEngineVersion } from './use-engine-version.ts';
import { useScreenSize } from './use-screen-size.ts';

export interface AppProps {
  readonly engine: Engine;
  readonly look: Pick<ScreenLook, 'symbols' | 'theme' | 'utcOffset'>;
  /** Follow the newest exchange from the start. */
  readonly follow: boolean;
  readonly onSuspend: () => void;
  readonly onRedraw: () => void;
}

/** Which screen is shown: the list, an exchange opened from it, or the help over either. */
export function App({ engine, look: chosen, follow, onSuspend, onRedraw }: AppProps): ReactNode {
  const { exit } = useApp();
  const look: ScreenLook = { ...chosen, ...useScreenSize() };
  const version = useEngineVersion(engine);
  const [opened, setOpened] = useState<number | null>(null);
  const [helping, setHelping] = useState(false);
  const [detail, dispatchDetail] = useExchangeDetailState();
  const [list, dispatchList] = useExchangeListState(
    {
      count: engine.status().exchanges,
      height: listHeight(look.height),
      linesBelow: (index) => factLines(engine.rows(index, index + 1)[0] ?? null, look).length,
    },
    follow,
  );
  const appKeys: KeyHandlers = {
    'app.help': () => setHelping(!helping),
    'app.quit': () => exit(),
    'app.suspend': onSuspend,
    'app.redraw': onRedraw,
  };
  if (helping) return <HelpScreen look={look} appKeys={appKeys} onClose={() => setHelping(false)} />;
  if (opened !== null) {
    return (
      <DetailScreen
        engine={engine}
        id={opened}
        version={version}
        state={detail}
        dispatch={dispatchDetail}
        look={look}
        appKeys={appKeys}
        onBack={() => setOpened(null)}
      />
    );
  }
  return (
    <ExchangeList
      engine={engine}
      state={list}
      dispatch={dispatchList}
      look={look}
      appKeys={appKeys}
      onOpen={(id) => {
        dispatchDetail({ kind: 'opened' });
        setOpened(id);
      }}
      onQuit={() => exit()}
    />
  );
}
