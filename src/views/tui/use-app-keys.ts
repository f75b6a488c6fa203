import { useState } from 'react';
import { quickFilters } from '../filter/quick-filters.ts';
import { reportScreens } from '../view-model/reports/reports.ts';
import type { Actions } from './actions.ts';
import type { Command } from './keys/key-bindings.ts';
import { type KeyHandlers, useCommands } from './keys/key-input.tsx';
import type { KeyMap } from './keys/key-map.ts';
import { paletteAdvice, paletteEntries, paletteMeaning } from './prompt/palette.ts';
import { NO_ADVICE } from './prompt/prompt.ts';
import type { Screen } from './screens.ts';
import type { TerminalServices } from './terminal/terminal-services.ts';
import type { useFilter } from './use-filter.ts';

interface AppKeys {
  readonly actions: Actions;
  readonly filtering: ReturnType<typeof useFilter>;
  /** Text that is looked for; empty for none. */
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly screen: Screen;
  readonly terminal: TerminalServices;
  /** Whether the mouse is taken at first. */
  readonly mouse: boolean;
  readonly keyMap: KeyMap;
  /** Rows of the whole screen. */
  readonly height: number;
  readonly onQuit: () => void;
}

/** Commands that the palette lists at once, and rows that it leaves of the screen. */
const MOST_LISTED = 12;
const LEAST_SCREEN = 12;

/** Keys that mean the same on every screen that has them. */
export function useAppKeys(keys: AppKeys): KeyHandlers {
  const { actions, filtering, find, onFind, screen, terminal, keyMap, onQuit } = keys;
  const { show, ask, say } = actions;
  const run = useCommands();
  const [mouse, setMouse] = useState(keys.mouse);
  const entries = paletteEntries(keyMap);
  const inList = (act: () => void) => () => {
    show({ kind: 'list' });
    act();
  };
  const runEntry = (name: string) => {
    const quick = quickFilters.find((one) => `only.${one.name}` === name);
    if (quick !== undefined) inList(() => filtering.setFilter(quick.text))();
    else if (!run(name as Command)) say(`${name} does nothing here`, 'wrong');
  };
  return {
    ...Object.fromEntries(
      Object.entries(filtering.keys).map(([command, act]) => [command, inList(() => act?.(''))]),
    ),
    'filter.clear': () => {
      if (find !== '') onFind('');
      else filtering.setFilter('');
    },
    'find.start': () =>
      ask({
        label: 'find',
        text: '',
        history: 'find',
        advice: () => NO_ADVICE,
        onChange: onFind,
        onCancel: () => onFind(''),
        onAccept: (text) => {
          onFind(text);
          if (text !== '') run('find.next');
          return true;
        },
      }),
    'go.list': () => show({ kind: 'list' }),
    ...Object.fromEntries(
      reportScreens.map(({ name }) => [`go.${name}`, () => show({ kind: 'report', name })]),
    ),
    'list.quit': onQuit,
    'app.palette': () =>
      ask({
        label: ':',
        text: '',
        history: 'palette',
        listRows: Math.max(1, Math.min(MOST_LISTED, keys.height - LEAST_SCREEN)),
        advice: (text) => paletteAdvice(entries, text),
        onAccept: (text) => {
          const entry = paletteMeaning(entries, text);
          if (entry !== null) runEntry(entry.name);
          return entry !== null;
        },
      }),
    'app.help': () => (screen.kind === 'help' ? actions.back() : show({ kind: 'help' })),
    'app.mouse': () => {
      terminal.takeMouse(!mouse);
      setMouse(!mouse);
      say(mouse ? 'the terminal has the mouse' : 'the mouse works here');
    },
    'app.redraw': terminal.redraw,
    'app.suspend': terminal.suspend,
    'app.quit': onQuit,
  };
}
