import { type ReactNode, useMemo } from 'react';
import { type PaneMaker, textPane } from '../../view-model/pane.ts';
import { PaneScreen, type PaneScreenProps } from '../panes/pane-screen.tsx';
import { HELP_INDENT, helpLines } from './help-lines.ts';

/** Every key and what it does. */
export function HelpScreen(props: PaneScreenProps): ReactNode {
  const { keyMap, symbols } = props.look;
  const maker = useMemo((): PaneMaker => {
    const lines = helpLines(keyMap, symbols);
    return (view) => textPane(lines, view, HELP_INDENT);
  }, [keyMap, symbols]);
  return <PaneScreen {...props} place="help" name="help" title="dind-sniff  keys" maker={maker} />;
}
