import { type ReactNode, useMemo } from 'react';
import { linesPane, type PaneMaker } from '../../view-model/pane.ts';
import { fitLine } from '../../view-model/styled-line.ts';
import { PaneScreen, type PaneScreenProps } from '../panes/pane-screen.tsx';
import { helpLines } from './help-lines.ts';

/** Every key and what it does. */
export function HelpScreen(props: PaneScreenProps): ReactNode {
  const { keyMap, symbols } = props.look;
  const maker = useMemo((): PaneMaker => {
    const lines = helpLines(keyMap, symbols);
    return ({ width }) => linesPane(lines.map((line) => fitLine(line, width - 1, symbols.ellipsis)));
  }, [keyMap, symbols]);
  return <PaneScreen {...props} place="help" name="help" title="dind-sniff  keys" maker={maker} />;
}
