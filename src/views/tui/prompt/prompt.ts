import type { StyledLine } from '../../view-model/styled-line.ts';

/** What a line asks for, and what becomes of it. */
export interface Prompt {
  /** Before the text: `/`, `:`, `save to`. */
  readonly label: string;
  readonly text: string;
  /** Lines with the same are remembered together. */
  readonly history: PromptKind;
  /** Rows above the line in which all that may stand there is listed, to be gone through with the arrows. */
  readonly listRows?: number;
  /** Has a row above the line that says whether the text is as it should be, and why not. */
  readonly hasVerdict?: boolean;
  /** What can be said about the text so far, above the line: what is wrong, or what may follow. */
  readonly advice: (text: string, cursor: number) => Advice;
  /** The text is as it should be: Enter. Gives false where it is not yet. */
  readonly onAccept: (text: string) => boolean;
  /** Each change of the text, for what shows at once. */
  readonly onChange?: (text: string) => void;
  readonly onCancel?: () => void;
}

export type PromptKind = 'filter' | 'find' | 'palette' | 'save';

export interface Advice {
  /** Where a prompt has a row for it: how good the text is so far. */
  readonly verdict?: StyledLine;
  readonly line: StyledLine;
  readonly valid: boolean;
  /** Characters of the text that are wrong; null where none are. */
  readonly wrong: { readonly start: number; readonly end: number } | null;
  /** What Tab goes through, in place of the characters from `start` to `end`. */
  readonly completions: readonly string[];
  /** What each of them means, where they are listed. */
  readonly meanings?: readonly string[];
  readonly start: number;
  readonly end: number;
}

export const NO_ADVICE: Advice = {
  line: [],
  valid: true,
  wrong: null,
  completions: [],
  start: 0,
  end: 0,
};
