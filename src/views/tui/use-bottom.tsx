import { type ReactNode, useState } from 'react';
import { span } from '../view-model/styled-line.ts';
import type { BottomContent } from './components/bottom.tsx';
import type { Histories } from './histories.ts';
import { useTouched } from './keys/key-input.tsx';
import { type Choice, ChoiceLine } from './prompt/choice-line.tsx';
import { withLine } from './prompt/line-editor.ts';
import type { Prompt } from './prompt/prompt.ts';
import { PromptLine, promptRows, type WrittenLine, writtenLine } from './prompt/prompt-line.tsx';
import type { ScreenLook } from './screen-look.ts';

/** The foot of the screen: what stands there in place of the keys, and how to put it there. */
export interface BottomState {
  readonly content: (look: ScreenLook) => BottomContent;
  readonly rows: number;
  readonly ask: (prompt: Prompt) => void;
  readonly choose: (choice: Choice) => void;
  /** Until the next key. */
  readonly say: (text: string, kind?: 'done' | 'wrong') => void;
}

type Asked =
  | { readonly kind: 'prompt'; readonly prompt: Prompt; readonly written: WrittenLine }
  | { readonly kind: 'choice'; readonly choice: Choice };

export function useBottom(first: Histories, onHistories: (histories: Histories) => void): BottomState {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<{ readonly text: string; readonly kind: 'done' | 'wrong' } | null>(null);
  const [histories, setHistories] = useState(first);
  useTouched(() => setSaid(null));
  // What was accepted may have asked for the next thing already.
  const close = (done: Asked) => setAsked((now) => (now !== null && isSame(now, done) ? null : now));
  const closePrompt = (done: Asked & { kind: 'prompt' }, accepted: string | null) => {
    close(done);
    if (accepted === null) return;
    const { history } = done.prompt;
    const remembered = { ...histories, [history]: withLine(histories[history], accepted) };
    setHistories(remembered);
    onHistories(remembered);
  };
  const prompt = (look: ScreenLook): ReactNode => {
    if (asked === null) return null;
    if (asked.kind === 'choice') {
      return <ChoiceLine choice={asked.choice} look={look} onClose={() => close(asked)} />;
    }
    return (
      <PromptLine
        prompt={asked.prompt}
        written={asked.written}
        onWritten={(written) => setAsked({ ...asked, written })}
        look={look}
        onClose={(accepted) => closePrompt(asked, accepted)}
      />
    );
  };
  return {
    content: (look) => ({
      line: said === null ? null : [span(` ${said.text}`, said.kind === 'wrong' ? 'status.error' : 'strong')],
      prompt: prompt(look),
    }),
    rows: asked?.kind === 'prompt' ? promptRows(asked.prompt) : 1,
    ask: (wanted) =>
      setAsked({ kind: 'prompt', prompt: wanted, written: writtenLine(wanted, histories[wanted.history]) }),
    choose: (wanted) => setAsked({ kind: 'choice', choice: wanted }),
    say: (text, kind = 'done') => setSaid({ text, kind }),
  };
}

/** The same question, however far its answer was written. */
function isSame(one: Asked, other: Asked): boolean {
  return one.kind === 'prompt' && other.kind === 'prompt' ? one.prompt === other.prompt : one === other;
}
