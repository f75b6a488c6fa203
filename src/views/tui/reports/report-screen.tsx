import { type ReactNode, useMemo } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import type { ReportName } from '../../view-model/report.ts';
import { reportMaker } from '../../view-model/report-pane.ts';
import { reportScreens } from '../../view-model/reports/reports.ts';
import { askedMaker } from '../panes/asked-maker.ts';
import { PaneScreen, type PaneScreenProps } from '../panes/pane-screen.tsx';
import { paneText } from '../panes/pane-text.ts';
import { useAnswer } from '../use-answer.ts';

/** Versions of the engine after which a report is asked for again: about once a second. */
const REFRESH = 10;
/** All rules look at all of it: the findings are asked for less often. */
const FINDINGS_REFRESH = 100;

interface ReportScreenProps extends PaneScreenProps {
  readonly engine: Engine;
  readonly name: ReportName;
  readonly version: number;
}

/** A table about the whole capture. */
export function ReportScreen({ engine, name, version, ...rest }: ReportScreenProps): ReactNode {
  const { state } = engine.status();
  const age =
    state === 'ended' || state === 'failed'
      ? 'over'
      : Math.floor(version / (name === 'findings' ? FINDINGS_REFRESH : REFRESH));
  const asked = useAnswer<'report'>(engine, { kind: 'report', name }, age);
  const maker = useMemo(() => askedMaker(asked, reportMaker), [asked]);
  const title = reportScreens.find((screen) => screen.name === name)?.title ?? name;
  const { actions } = rest;
  return (
    <PaneScreen
      {...rest}
      place="report"
      name={`report ${name}`}
      title={title}
      maker={maker}
      waits={asked.kind === 'waiting'}
      keys={({ pane, place }) => {
        const target = pane.opens(place.cursor);
        const onExchange = (act: (id: number) => void) => () => {
          if (target?.kind === 'exchange') act(target.id);
          else actions.say('no exchange in this line', 'wrong');
        };
        return {
          'mark.toggle': onExchange(actions.toggleMark),
          'mark.compare': onExchange(actions.compareWithMarked),
          copy: () => actions.copyText(Buffer.from(paneText(pane)).toString('utf8'), 'the table'),
        };
      }}
    />
  );
}
