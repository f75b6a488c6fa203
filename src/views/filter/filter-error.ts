import { safeText } from '../view-model/safe-text.ts';

/** Why a text is no filter, and where. */
export interface FilterError {
  readonly kind: 'filter-error';
  /** Safe to print; without the place: `unknown field 'stauts'`. */
  readonly message: string;
  /** Characters of the text that it is about, from 0; `end` is exclusive, and both are its length at its end. */
  readonly start: number;
  readonly end: number;
  /** What could stand there instead, in words: `a field`, `'=='`. */
  readonly expected: readonly string[];
  /** What to do, safe to print: `did you mean 'status'?`; null where the message says enough. */
  readonly hint: string | null;
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

export function filterError(
  place: Place,
  message: string,
  more: { readonly expected?: readonly string[]; readonly hint?: string | null } = {},
): FilterError {
  const { expected = [], hint = null } = more;
  const { start, end } = place;
  return {
    kind: 'filter-error',
    message: safeText(message),
    start,
    end,
    expected,
    hint: hint === null ? null : safeText(hint),
  };
}

/** One line with the place, counted from 1: `unknown field 'stauts' at 1; did you mean 'status'?` */
export function filterErrorText({ message, start, hint }: FilterError): string {
  return `${message} at ${start + 1}${hint === null ? '' : `; ${hint}`}`;
}
