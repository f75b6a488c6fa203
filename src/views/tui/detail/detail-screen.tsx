import type { ReactNode } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import type { KeyHandlers } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';
import { ExchangeDetail } from './exchange-detail.tsx';
import { useExchange } from './use-exchange.ts';
import type { ExchangeDetailAction, ExchangeDetailState } from './use-exchange-detail-state.ts';
import { WaitingDetail } from './waiting-detail.tsx';

interface DetailScreenProps {
  readonly engine: Engine;
  readonly id: number;
  readonly version: number;
  readonly state: ExchangeDetailState;
  readonly dispatch: (action: ExchangeDetailAction) => void;
  readonly look: ScreenLook;
  readonly appKeys: KeyHandlers;
  readonly onBack: () => void;
}

/** The exchange that was opened, or what is known of it until it is here. */
export function DetailScreen({ engine, id, version, ...rest }: DetailScreenProps): ReactNode {
  const asked = useExchange(engine, id, version);
  if (asked.kind === 'here') return <ExchangeDetail exchange={asked.exchange} {...rest} />;
  const { look, appKeys, onBack } = rest;
  const why = asked.kind === 'gone' ? asked.why : null;
  return <WaitingDetail id={id} why={why} look={look} appKeys={appKeys} onBack={onBack} />;
}
