import { type ReactNode, useMemo } from 'react';
import { compareMaker } from '../../view-model/compare-exchanges.ts';
import type { Engine } from '../../view-model/engine.ts';
import { linesPane, type PaneMaker } from '../../view-model/pane.ts';
import { span } from '../../view-model/styled-line.ts';
import { PaneScreen, type PaneScreenProps } from '../panes/pane-screen.tsx';
import { paneText } from '../panes/pane-text.ts';
import { useAnswer } from '../use-answer.ts';

interface CompareScreenProps extends PaneScreenProps {
  readonly engine: Engine;
  readonly one: number;
  readonly other: number;
}

/** Two exchanges side by side, the earlier one first. */
export function CompareScreen({ engine, one, other, ...rest }: CompareScreenProps): ReactNode {
  const [first, second] = one < other ? [one, other] : [other, one];
  const before = useAnswer<'exchange'>(engine, { kind: 'exchange', id: first }, 0);
  const after = useAnswer<'exchange'>(engine, { kind: 'exchange', id: second }, 0);
  const maker = useMemo((): PaneMaker => {
    if (before.kind !== 'here' || after.kind !== 'here')
      return ({ symbols }) => linesPane([[], [span(` One moment${symbols.ellipsis}`)]]);
    if (before.answer === null || after.answer === null)
      return () => linesPane([[], [span(' One of the two is no longer kept.')]]);
    return compareMaker(before.answer, after.answer);
  }, [before, after]);
  const { actions } = rest;
  return (
    <PaneScreen
      {...rest}
      place="pane"
      name={`compare ${first} ${second}`}
      title={`exchange ${first} and exchange ${second} compared`}
      maker={maker}
      waits={before.kind === 'waiting' || after.kind === 'waiting'}
      keys={({ pane }) => ({
        save: () => actions.say('only files and bodies are saved; y copies the comparison', 'wrong'),
        copy: () => actions.copyText(Buffer.from(paneText(pane)).toString('utf8'), 'the comparison'),
        'open.pager': () => actions.openIn('pager', paneText(pane)),
        'open.editor': () => actions.openIn('editor', paneText(pane)),
      })}
    />
  );
}
