import { type ReactNode, useMemo } from 'react';
import type { Content, ContentRef } from '../../view-model/content.ts';
import { contentPane } from '../../view-model/content-lines.ts';
import type { Engine } from '../../view-model/engine.ts';
import type { PaneMaker, PaneView } from '../../view-model/pane.ts';
import type { StyledLine } from '../../view-model/styled-line.ts';
import { askedMaker } from '../panes/asked-maker.ts';
import { PaneScreen, type PaneScreenProps } from '../panes/pane-screen.tsx';
import { useAnswer } from '../use-answer.ts';

export interface ContentScreenProps extends PaneScreenProps {
  readonly engine: Engine;
  readonly id: number;
  readonly content: ContentRef;
  readonly title: string;
  readonly head: (view: PaneView) => readonly StyledLine[];
  /** Name of the file that it is saved to, if the user does not write another one. */
  readonly saveAs: string;
  /** What it is, in a word. */
  readonly what: string;
}

/** Bytes of an exchange, read from the capture again. */
export function ContentScreen(props: ContentScreenProps): ReactNode {
  const { engine, id, content, title, head, saveAs, what, ...rest } = props;
  const asked = useAnswer<'content'>(engine, { kind: 'content', id, ref: content }, 0, true);
  const { actions, panes } = rest;
  const maker = useMemo(
    () =>
      askedMaker(
        asked,
        (found: Content): PaneMaker =>
          (view) =>
            contentPane(found, head(view), view),
      ),
    [asked, head],
  );
  const withBytes = (use: (bytes: Uint8Array) => void) => () => {
    if (asked.kind !== 'here') actions.say(`the ${what} is not here`, 'wrong');
    else if (asked.answer.secret && !panes.revealed)
      actions.say('it may hold secrets; p shows it first', 'wrong');
    else use(asked.answer.bytes);
  };
  return (
    <PaneScreen
      {...rest}
      place="pane"
      name={`content ${id} ${JSON.stringify(content)}`}
      title={title}
      maker={maker}
      waits={asked.kind === 'waiting'}
      keys={() => ({
        save: () => actions.save(id, content, saveAs),
        'open.pager': withBytes((bytes) => actions.openIn('pager', bytes)),
        'open.editor': withBytes((bytes) => actions.openIn('editor', bytes)),
        copy: withBytes((bytes) => actions.copyText(Buffer.from(bytes).toString('utf8'), `the ${what}`)),
      })}
    />
  );
}
