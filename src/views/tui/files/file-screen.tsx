import { type ReactNode, useMemo } from 'react';
import type { Content } from '../../view-model/content.ts';
import { contentPane } from '../../view-model/content-lines.ts';
import type { Engine } from '../../view-model/engine.ts';
import { fileHead } from '../../view-model/file-head.ts';
import type { PaneMaker } from '../../view-model/pane.ts';
import { safeText } from '../../view-model/safe-text.ts';
import { askedMaker } from '../panes/asked-maker.ts';
import { PaneScreen, type PaneScreenProps } from '../panes/pane-screen.tsx';
import type { FileTarget } from '../screens.ts';
import { useAnswer } from '../use-answer.ts';

interface FileScreenProps extends PaneScreenProps {
  readonly engine: Engine;
  readonly id: number;
  readonly target: FileTarget;
}

const NOT_HERE = 'the file is not here';

/** The content of one file of a build context or an archive, read from the capture again. */
export function FileScreen({ engine, id, target, ...rest }: FileScreenProps): ReactNode {
  const { entry, side, index } = target;
  const ref = { kind: 'file', side, index } as const;
  const asked = useAnswer<'content'>(engine, { kind: 'content', id, ref }, 0, true);
  const { actions } = rest;
  const maker = useMemo(
    () =>
      askedMaker(
        asked,
        (content: Content): PaneMaker =>
          (view) =>
            contentPane(content, fileHead(entry, view), view),
      ),
    [asked, entry],
  );
  const openIn = (tool: 'pager' | 'editor') => () => {
    if (asked.kind === 'here') actions.openIn(tool, asked.answer.bytes);
    else actions.say(NOT_HERE, 'wrong');
  };
  return (
    <PaneScreen
      {...rest}
      place="pane"
      name={`file ${id} ${side} ${index}`}
      title={safeText(entry.path)}
      maker={maker}
      waits={asked.kind === 'waiting'}
      keys={() => ({
        save: () => actions.save(id, ref, entry.path.split('/').at(-1) || 'file'),
        'open.pager': openIn('pager'),
        'open.editor': openIn('editor'),
        copy: () => {
          if (asked.kind === 'here')
            actions.copyText(Buffer.from(asked.answer.bytes).toString('utf8'), 'the file');
          else actions.say(NOT_HERE, 'wrong');
        },
      })}
    />
  );
}
