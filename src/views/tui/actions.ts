import type { ContentRef } from '../view-model/content.ts';
import type { Answers } from '../view-model/engine.ts';
import type { Choice } from './prompt/choice-line.tsx';
import type { Prompt } from './prompt/prompt.ts';
import type { Screen } from './screens.ts';

/** What any screen can have done. */
export interface Actions {
  /** Opens a screen above the shown one. */
  readonly show: (screen: Screen) => void;
  /** Opens it in place of the shown one. */
  readonly change: (screen: Screen) => void;
  readonly back: () => void;
  readonly ask: (prompt: Prompt) => void;
  readonly choose: (choice: Choice) => void;
  /** One line for the user, until the next key. */
  readonly say: (text: string, kind?: 'done' | 'wrong') => void;
  readonly toggleMark: (id: number) => void;
  readonly compareWithMarked: (id: number) => void;
  /**
   * Asks as what; `command` for all that the command was which it is the main call of, `known` the exchange
   * itself where it is at hand.
   */
  readonly copyExchange: (id: number, command: boolean, known: Answers['exchange']) => void;
  readonly copyText: (text: string, what: string) => void;
  /** Asks where to, and writes a content there. */
  readonly save: (id: number, ref: ContentRef, name: string) => void;
  /** The same with the capture; with a filter (empty for none) asks whether all of it, or what passes. */
  readonly saveCapture: (filter: string) => void;
  readonly openIn: (tool: 'pager' | 'editor', bytes: Uint8Array) => void;
}
