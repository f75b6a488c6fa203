import { useInput } from 'ink';
import { createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState } from 'react';
import type { Command, Place } from './key-bindings.ts';
import type { KeyMap } from './key-map.ts';
import { keyNames } from './key-names.ts';
import { type MouseEvent, readMouse } from './mouse-events.ts';

export type KeyHandlers = Partial<Readonly<Record<Command, (key: string) => void>>>;

/** What the keys mean at the moment: set by the screen that is shown. */
interface KeyFocus {
  readonly place: Place;
  readonly handlers: KeyHandlers;
  readonly onMouse: ((event: MouseEvent) => void) | null;
  /** Another screen will be in its place at once; keys that do nothing here are for that one. */
  readonly waits: boolean;
}

/** A line of text that is being written takes all keys. */
type Typing = (key: string) => void;

interface Focus {
  screen: KeyFocus;
  typing: Typing | null;
  /** Told of each key and click before it does anything. */
  touched: () => void;
  /** Goes on with keys that wait for the next screen; null where none do. */
  held: (() => void) | null;
}

const NOBODY: KeyFocus = { place: 'everywhere', handlers: {}, onMouse: null, waits: false };

function newFocus(): Focus {
  return { screen: NOBODY, typing: null, touched: () => {}, held: null };
}

const FocusContext = createContext<Focus>(newFocus());

interface KeyInputProps {
  readonly keyMap: KeyMap;
  readonly children: ReactNode;
}

/** Reads the keyboard, and the mouse, for the screen inside it. */
export function KeyInput({ keyMap, children }: KeyInputProps): ReactNode {
  const focus = useRef<Focus>(newFocus());
  const queue = useRef<string[]>([]);
  const next = useRef<(() => void) | null>(null);
  const [pressed, setPressed] = useState(0);
  // Drawn together with what the key changed; the screen's own effects have run then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key that was pressed is the reason to go on
  useLayoutEffect(() => {
    const go = next.current;
    next.current = null;
    if (go !== null) setImmediate(go);
  }, [pressed]);
  const whenDrawn = (go: () => void) => {
    next.current = go;
    setPressed((count) => count + 1);
  };
  useInput((input, key) => {
    const mouse = input.includes('[<') ? readMouse(input) : null;
    if (mouse !== null) {
      for (const event of mouse) clicked(focus.current, event);
      return;
    }
    const names = keyNames(input, key);
    const { held } = focus.current;
    if (held !== null && names.some((name) => handlerOf(name, focus.current, keyMap) !== undefined)) {
      // Nobody waits for a screen that is being left.
      queue.current.length = 0;
      focus.current.held = null;
    }
    const idle = queue.current.length === 0;
    queue.current.push(...names);
    if (idle) pressFirst(queue.current, focus.current, keyMap, whenDrawn);
  });
  return <FocusContext.Provider value={focus.current}>{children}</FocusContext.Provider>;
}

/** Gives the keys of a place to the handlers of their commands, for as long as the caller is shown. */
export function useKeys(
  place: Place,
  handlers: KeyHandlers,
  onMouse: ((event: MouseEvent) => void) | null = null,
  waits = false,
): void {
  const focus = useContext(FocusContext);
  useLayoutEffect(() => {
    focus.screen = { place, handlers, onMouse, waits };
    const { held } = focus;
    if (waits || held === null) return;
    focus.held = null;
    setImmediate(held);
  });
}

/** Takes every key, for as long as the caller is shown. */
export function useTyping(typing: Typing): void {
  const focus = useContext(FocusContext);
  useLayoutEffect(() => {
    focus.typing = typing;
    return () => {
      focus.typing = null;
    };
  });
}

/** Calls `touched` for each key and click, before what it does. */
export function useTouched(touched: () => void): void {
  const focus = useContext(FocusContext);
  useLayoutEffect(() => {
    focus.touched = touched;
  });
}

/** Runs a command of the shown screen as if its key had been pressed; false where the screen has none such. */
export function useCommands(): (command: Command) => boolean {
  const focus = useContext(FocusContext);
  return (command) => {
    const handler = focus.screen.handlers[command];
    handler?.('');
    return handler !== undefined;
  };
}

function clicked(focus: Focus, event: MouseEvent): void {
  if (focus.typing !== null) return;
  focus.touched();
  focus.screen.onMouse?.(event);
}

/**
 * One key at a time: the second of two keys that came together may belong to the screen the first opens, or to
 * the line that it began. React draws that when it finds time, so the second key waits until it has.
 */
function pressFirst(
  queue: string[],
  focus: Focus,
  keyMap: KeyMap,
  whenDrawn: (go: () => void) => void,
): void {
  const name = queue[0];
  if (name === undefined) return;
  focus.touched();
  if (focus.typing !== null) focus.typing(name);
  else {
    const handler = handlerOf(name, focus, keyMap);
    if (handler === undefined && focus.screen.waits) {
      focus.held = () => pressFirst(queue, focus, keyMap, whenDrawn);
      return;
    }
    handler?.(name);
  }
  whenDrawn(() => {
    queue.shift();
    pressFirst(queue, focus, keyMap, whenDrawn);
  });
}

function handlerOf(name: string, { screen }: Focus, keyMap: KeyMap): ((key: string) => void) | undefined {
  const { place, handlers } = screen;
  const command = keyMap.commandsOf(place).get(name) ?? keyMap.commandsOf('everywhere').get(name);
  return command === undefined ? undefined : handlers[command];
}
