import type { ReactNode } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import type { ScreenLook } from '../screen-look.ts';
import { useAnswer } from '../use-answer.ts';
import { ExchangeDetail, type ExchangeDetailProps } from './exchange-detail.tsx';
import { WaitingDetail } from './waiting-detail.tsx';

interface DetailScreenProps extends Omit<ExchangeDetailProps, 'exchange' | 'command'> {
  readonly engine: Engine;
  readonly id: number;
  /** Show it as the whole command that it is the main call of. */
  readonly command: boolean;
  readonly version: number;
  readonly look: ScreenLook;
}

/** The exchange that was opened, or what is known of it until it is here; asked for again while it goes on. */
export function DetailScreen({ id, command, version, ...rest }: DetailScreenProps): ReactNode {
  const { engine, look, appKeys, actions } = rest;
  const row = (command ? engine.list.commandOf(id) : null) ?? engine.list.row(id);
  const goesOn = row === null || row.status.sign === 'open';
  const age = goesOn ? version : 'over';
  const asked = useAnswer<'exchange'>(engine, { kind: 'exchange', id }, age);
  const calls = useAnswer<'command'>(engine, command ? { kind: 'command', id } : null, age);
  if (asked.kind === 'here' && asked.answer !== null && calls.kind !== 'waiting') {
    const known = calls.kind === 'here' ? calls.answer : null;
    return <ExchangeDetail exchange={asked.answer} command={known} {...rest} />;
  }
  const isGone = asked.kind === 'here' && asked.answer === null;
  const why = asked.kind === 'refused' ? asked.why : isGone ? 'It is no longer kept.' : null;
  return <WaitingDetail id={id} why={why} look={look} appKeys={appKeys} onBack={actions.back} />;
}
