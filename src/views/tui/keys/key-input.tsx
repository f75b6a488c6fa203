import { useInput } from 'ink';
import { createContext, type ReactNode, useContext, useLayoutEffect, useRef } from 'react';
import { type Command, commandsOf, type Place } from './key-bindings.ts';
import { keyNames } from './key-names.ts';

export type KeyHandlers = Partial<Readonly<Record<Command, (key: string) => void>>>;

/** What the keys mean at the moment: set by the screen that is shown. */
interface KeyFocus {
  readonly place: Place;
  readonly handlers: KeyHandlers;
}

const FocusContext = createContext<{ current: KeyFocus }>({ current: { place: 'everywhere', handlers: {} } });

/** Reads the keyboard for the screen inside it. */
export function KeyInput({ children }: { readonly children: ReactNode }): ReactNode {
  const focus = useRef<KeyFocus>({ place: 'everywhere', handlers: {} });
  const queue = useRef<string[]>([]);
  useInput((input, key) => {
    const idle = queue.current.length === 0;
    queue.current.push(...keyNames(input, key));
    if (idle) pressFirst(queue.current, focus);
  });
  return <FocusContext.Provider value={focus}>{children}</FocusContext.Provider>;
}

/** Gives the keys of a place to the handlers of their commands, for as long as the caller is shown. */
export function useKeys(place: Place, handlers: KeyHandlers): void {
  const focus = useContext(FocusContext);
  useLayoutEffect(() => {
    focus.current = { place, handlers };
  });
}

/**
 * One key at a time: the second of two keys that came together may belong to the screen the first opens.
 * React draws that one in the next turn of the event loop, so the second key comes in the turn after.
 */
function pressFirst(queue: string[], focus: { readonly current: KeyFocus }): void {
  const name = queue[0];
  if (name === undefined) return;
  const { place, handlers } = focus.current;
  const command = commandsOf(place).get(name) ?? commandsOf('everywhere').get(name);
  if (command !== undefined) handlers[command]?.(name);
  const done = () => {
    queue.shift();
    pressFirst(queue, focus);
  };
  setImmediate(() => setImmediate(done));
}
