import type { ReactNode } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import type { ScreenLook } from '../screen-look.ts';
import { useAnswer } from '../use-answer.ts';
import { ExchangeDetail, type ExchangeDetailProps } from './exchange-detail.tsx';
import { WaitingDetail } from './waiting-detail.tsx';

interface DetailScreenProps extends Omit<ExchangeDetailProps, 'exchange'> {
  readonly engine: Engine;
  readonly id: number;
  readonly version: number;
  readonly look: ScreenLook;
}

/** The exchange that was opened, or what is known of it until it is here; asked for again while it goes on. */
export function DetailScreen({ id, version, ...rest }: DetailScreenProps): ReactNode {
  const { engine, look, appKeys, actions } = rest;
  const row = engine.list.row(id);
  const goesOn = row === null || row.status.sign === 'open';
  const asked = useAnswer<'exchange'>(engine, { kind: 'exchange', id }, goesOn ? version : 'over');
  if (asked.kind === 'here' && asked.answer !== null)
    return <ExchangeDetail exchange={asked.answer} {...rest} />;
  const why = asked.kind === 'refused' ? asked.why : asked.kind === 'here' ? 'It is no longer kept.' : null;
  return <WaitingDetail id={id} why={why} look={look} appKeys={appKeys} onBack={actions.back} />;
}
