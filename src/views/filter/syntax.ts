import type { ChoiceField, Field, TextField, ValueField } from './field.ts';
import type { Place } from './filter-error.ts';
import type { Operator } from './operators.ts';

/** What a filter says, before its values are read. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly of: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly of: FilterNode }
  /** A field by itself: the exchange has it. */
  | { readonly kind: 'present'; readonly field: ValueField }
  /** A word by itself: it is somewhere in the exchange. */
  | { readonly kind: 'search'; readonly field: TextField; readonly text: string }
  | {
      readonly kind: 'compare';
      readonly field: Field;
      readonly operator: Operator;
      /** Of the operator as it was written. */
      readonly place: Place;
      /** One, or with `in` any number. */
      readonly operands: readonly Operand[];
    };

export interface Operand extends Place {
  readonly text: string;
}

/** What could stand at a place. */
export type Expectation =
  | { readonly kind: 'test' }
  | { readonly kind: 'operator'; readonly field: Field }
  | { readonly kind: 'value'; readonly field: Field }
  /** The word of a choice field, without an operator: `is error`. */
  | { readonly kind: 'choice'; readonly field: ChoiceField }
  | { readonly kind: 'connective' }
  | { readonly kind: 'symbol'; readonly symbol: ')' | '{' | '}' };
