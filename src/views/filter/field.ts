import type { Exchange } from '../../model/exchange.ts';

/** A word that a field may be compared with, and when it is true of an exchange. */
export interface Choice {
  readonly name: string;
  readonly description: string;
  readonly test: (exchange: Exchange) => boolean;
}

interface FieldBase {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What its values are, for the documentation and the completion. */
  readonly description: string;
  /** A whole filter. */
  readonly example: string;
  /** Words that it takes beside its values. */
  readonly choices?: readonly Choice[];
}

export interface TextField extends FieldBase {
  readonly type: 'text';
  readonly values: (exchange: Exchange) => readonly string[];
}

/** Sizes in bytes, durations in milliseconds, times in microseconds since 1970, versions as `versionNumber`. */
export interface NumberField extends FieldBase {
  readonly type: 'number' | 'size' | 'duration' | 'version' | 'time';
  readonly values: (exchange: Exchange) => readonly number[];
}

/** Has no values of its own: `is error`. */
export interface ChoiceField extends FieldBase {
  readonly type: 'choice';
  readonly choices: readonly Choice[];
}

export type ValueField = TextField | NumberField;

/** One row of the table of fields. An exchange may have none, one or many values of a field. */
export type Field = ValueField | ChoiceField;

/** Whether an exchange has the field: a value that is neither empty nor 0. */
export function isPresent(field: ValueField, exchange: Exchange): boolean {
  if (field.type === 'text') return field.values(exchange).some((value) => value !== '');
  return field.values(exchange).some((value) => value !== 0);
}
