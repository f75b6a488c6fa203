import { useState } from 'react';
import { toExchangeJson } from '../export/exchange-json.ts';
import { maskSecrets } from '../export/secret-text.ts';
import { ignoreLines, toCurl, toDockerCommand } from '../view-model/copy-forms.ts';
import type { Answers, Engine, Question } from '../view-model/engine.ts';
import { titleWords } from '../view-model/exchange-row.ts';
import { formatBytes } from '../view-model/format-bytes.ts';
import { safeText } from '../view-model/safe-text.ts';
import type { Actions } from './actions.ts';
import { NO_ADVICE } from './prompt/prompt.ts';
import { FIRST_SCREENS, type Screen, withLast, withoutLast, withScreen } from './screens.ts';
import type { TerminalServices } from './terminal/terminal-services.ts';
import type { BottomState } from './use-bottom.tsx';

interface ActionsState {
  readonly screen: Screen;
  /** In the order they were marked. */
  readonly marked: ReadonlySet<number>;
  readonly actions: Actions;
}

interface CopyForm {
  readonly key: string;
  readonly words: string;
  /** Of one that few calls have: whether this one does. */
  readonly suits?: (exchange: NonNullable<Answers['exchange']>) => boolean;
  /** Null where there is no such form of it. */
  readonly write: (exchange: NonNullable<Answers['exchange']>, command: Answers['command']) => string | null;
}

const COPY_FORMS: readonly CopyForm[] = [
  { key: 'c', words: 'curl', write: toCurl },
  { key: 'd', words: 'docker command', write: toDockerCommand },
  {
    key: 'j',
    words: 'JSON',
    write: (exchange) => JSON.stringify(toExchangeJson(exchange, maskSecrets), null, 2),
  },
  {
    key: 'i',
    words: '.dockerignore lines',
    suits: (exchange) => ignoreLines(exchange) !== null,
    write: ignoreLines,
  },
  {
    key: 's',
    words: 'summary',
    write: (exchange, command) => command?.row?.operation ?? titleWords(exchange),
  },
];

const NO_MARKS: ReadonlySet<number> = new Set();

/** The shown screen, the marks, and all that can be done from any screen. */
export function useActions(engine: Engine, terminal: TerminalServices, bottom: BottomState): ActionsState {
  const [stack, setStack] = useState(FIRST_SCREENS);
  const [marked, setMarked] = useState(NO_MARKS);
  const { ask, choose, say } = bottom;
  const show = (screen: Screen) => setStack((now) => withScreen(now, screen));
  const copyText = (text: string, what: string) => {
    terminal.copy(text);
    say(`copied ${what}`);
  };
  const saveCapture = (
    name: string,
    question: (path: string) => Extract<Question, { kind: 'save' | 'save-part' }>,
  ) =>
    askWhereTo(name, bottom, async (path) => {
      const { bytes } = await engine.ask(question(path));
      return `saved ${formatBytes(bytes)} to ${path}; it holds every secret that was sent`;
    });
  const actions: Actions = {
    show,
    change: (screen) => setStack((now) => withLast(now, screen)),
    back: () => setStack(withoutLast),
    ask,
    choose,
    say,
    toggleMark: (id) => {
      const next = new Set(marked);
      const wasMarked = next.delete(id);
      if (!wasMarked) next.add(id);
      setMarked(next);
      say(wasMarked ? `exchange ${id} is no longer marked` : `exchange ${id} is marked`);
    },
    compareWithMarked: (id) => {
      const other = Array.from(marked).findLast((one) => one !== id);
      if (other === undefined) say('mark another one with m first, then compare', 'wrong');
      else show({ kind: 'compare', one: other, other: id });
    },
    copyExchange: (id, isCommand, known) => {
      // It is asked for when the form is chosen: whoever types both keys at once is not to wait in between.
      const copyAs = ({ words, write }: CopyForm) => {
        const asked = [
          engine.ask({ kind: 'exchange', id }),
          isCommand ? engine.ask({ kind: 'command', id }) : null,
        ] as const;
        return Promise.all(asked).then(
          ([exchange, command]: readonly [Answers['exchange'], Answers['command']]) => {
            if (exchange === null) return say('it is no longer kept', 'wrong');
            const text = write(exchange, command);
            if (text === null) say(`there is no ${words} that makes this call`, 'wrong');
            else copyText(text, `as ${words}`);
          },
          (error: unknown) => say(reason(error), 'wrong'),
        );
      };
      const forms = COPY_FORMS.filter(({ suits }) => suits === undefined || (known !== null && suits(known)));
      const options = forms.map((form) => ({ ...form, run: () => void copyAs(form) }));
      choose({ label: 'Copy as', options });
    },
    copyText,
    save: (id, ref, name) =>
      askWhereTo(name, bottom, async (path) => {
        const { bytes } = await engine.ask({ kind: 'save', id, ref, path });
        return `saved ${formatBytes(bytes)} to ${path}`;
      }),
    saveCapture: (filter) => {
      const all = () => saveCapture('capture.pcapng', (path) => ({ kind: 'save', id: 0, ref: null, path }));
      const part = () => saveCapture('part.pcapng', (path) => ({ kind: 'save-part', filter, path }));
      if (filter === '') return all();
      choose({
        label: 'Save',
        options: [
          { key: 'f', words: 'what passes the filter', run: part },
          { key: 'a', words: 'all of the capture', run: all },
        ],
      });
    },
    openIn: (tool, bytes) => {
      const why = terminal.openIn(tool, bytes);
      if (why !== null) say(safeText(why), 'wrong');
    },
  };
  return { screen: stack.at(-1)!, marked, actions };
}

/** Asks for a path; `save` writes there, and gives what is said of it. */
function askWhereTo(name: string, { ask, say }: BottomState, save: (path: string) => Promise<string>): void {
  ask({
    label: 'save to',
    text: safeText(name),
    history: 'save',
    advice: () => NO_ADVICE,
    onAccept: (path) => {
      if (path.trim() === '') return false;
      say(`saving to ${path}`);
      save(path).then(say, (error: unknown) => say(reason(error), 'wrong'));
      return true;
    },
  });
}

function reason(error: unknown): string {
  return safeText(error instanceof Error ? error.message : String(error));
}
