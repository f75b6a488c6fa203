import { type ReactNode, useMemo } from 'react';
import type { Engine } from '../../view-model/engine.ts';
import { fileHead } from '../../view-model/file-head.ts';
import type { PaneView } from '../../view-model/pane.ts';
import { safeText } from '../../view-model/safe-text.ts';
import type { PaneScreenProps } from '../panes/pane-screen.tsx';
import type { FileTarget } from '../screens.ts';
import { ContentScreen } from './content-screen.tsx';

interface FileScreenProps extends PaneScreenProps {
  readonly engine: Engine;
  readonly id: number;
  readonly target: FileTarget;
}

/** The content of one file of a build context or an archive. */
export function FileScreen({ target, ...rest }: FileScreenProps): ReactNode {
  const { entry, side, index } = target;
  const head = useMemo(() => (view: PaneView) => fileHead(entry, view), [entry]);
  return (
    <ContentScreen
      {...rest}
      content={{ kind: 'file', side, index }}
      title={safeText(entry.path)}
      head={head}
      saveAs={entry.path.split('/').at(-1) || 'file'}
      what="file"
    />
  );
}
