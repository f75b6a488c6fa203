import fc from 'fast-check';
import type { Exchange } from '../../../src/model/exchange.ts';
import { fields } from '../../../src/views/filter/fields.ts';
import { literals } from '../../../src/views/filter/literals.ts';
import type { FilterNode } from '../../../src/views/filter/syntax.ts';

/** A filter as the tests make, print and judge it, without the program's own parser and compiler. */
export type Plain =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Plain[] }
  | { readonly kind: 'not'; readonly of: Plain }
  | { readonly kind: 'present'; readonly field: string }
  | { readonly kind: 'search'; readonly text: string }
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: string;
      readonly operands: readonly string[];
    };

const numberValues = {
  number: ['1', '2', '200', '404'],
  size: ['0', '100B', '1.9MB', '2KiB', '10GB'],
  duration: ['2ms', '3.4s', '1h'],
  version: ['1.24', '1.41', '2'],
  time: ['2026-11-24', '2026-11-24T10:31:02.131456Z', '2030-01-01'],
};

/** Texts of the exchanges that the tests use, and any others. */
const textValue = fc.oneof(
  fc.constantFrom('build', 'ping', 'web:latest', '.env', 'alice', 'npm', 'docker', 'POST', 'é', 'a b', 'and'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
/** Patterns that RE2 and JavaScript read alike. */
const pattern = fc.constantFrom('^b', 'i.*d', '[.]env$', 'alice|bob', 'x{2}', '(a|b)+c?', '\\d+');

const comparison: fc.Arbitrary<Plain> = fc.constantFrom(...fields).chain((field) => {
  const { name } = field;
  const words = field.choices?.map((choice) => choice.name) ?? [];
  const compare = (operator: string, value: fc.Arbitrary<string>): fc.Arbitrary<Plain> =>
    value.map((operand) => ({ kind: 'compare', field: name, operator, operands: [operand] }));
  const value =
    field.type === 'choice'
      ? fc.constantFrom(...words)
      : field.type === 'text'
        ? textValue
        : fc.constantFrom(...numberValues[field.type], ...words);
  const shared = [
    compare('==', value),
    compare('!=', value),
    fc
      .array(value, { minLength: 1, maxLength: 3 })
      .map((operands): Plain => ({ kind: 'compare', field: name, operator: 'in', operands })),
  ];
  if (field.type === 'choice') return fc.oneof(...shared);
  const present = fc.constant<Plain>({ kind: 'present', field: name });
  if (field.type === 'text') {
    return fc.oneof(...shared, present, compare('contains', textValue), compare('matches', pattern));
  }
  const order = fc.constantFrom(...numberValues[field.type]);
  return fc.oneof(...shared, present, ...['<', '<=', '>', '>='].map((operator) => compare(operator, order)));
});

export const plainFilter: fc.Arbitrary<Plain> = fc.letrec<{ node: Plain }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    textValue.map((text): Plain => ({ kind: 'search', text })),
    tie('node').map((of): Plain => ({ kind: 'not', of })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, of]): Plain => ({ kind, of })),
  ),
})).node;

/** As a person would write it, but with every text in quotes and every group in parentheses. */
export function printed(plain: Plain): string {
  switch (plain.kind) {
    case 'and':
    case 'or':
      return `(${plain.of.map(printed).join(` ${plain.kind} `)})`;
    case 'not':
      return `not ${printed(plain.of)}`;
    case 'present':
      return plain.field;
    case 'search':
      return quoted(plain.text);
    case 'compare': {
      const operands = plain.operands.map(quoted);
      const value = plain.operator === 'in' ? `{${operands.join(', ')}}` : operands[0];
      return `${plain.field} ${plain.operator} ${value}`;
    }
  }
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** The program's tree in the same form. */
export function toPlain(node: FilterNode): Plain {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, of: node.of.map(toPlain) };
    case 'not':
      return { kind: 'not', of: toPlain(node.of) };
    case 'present':
      return { kind: 'present', field: node.field.name };
    case 'search':
      return { kind: 'search', text: node.text };
    case 'compare':
      return {
        kind: 'compare',
        field: node.field.name,
        operator: node.operator.name,
        operands: node.operands.map(({ text }) => text),
      };
  }
}

/** Says slowly and plainly whether an exchange passes. */
export function passes(plain: Plain, exchange: Exchange): boolean {
  switch (plain.kind) {
    case 'and':
      return plain.of.every((part) => passes(part, exchange));
    case 'or':
      return plain.of.some((part) => passes(part, exchange));
    case 'not':
      return !passes(plain.of, exchange);
    case 'present':
      return valuesOf(plain.field, exchange).some((value) => value !== '' && value !== 0);
    case 'search':
      return valuesOf('any', exchange).some((value) => fold(value).includes(fold(plain.text)));
    case 'compare': {
      const { operator, operands } = plain;
      const one = operands.some((operand) => compares(plain.field, operator, operand, exchange));
      return operator === '!=' ? !one : one;
    }
  }
}

function compares(name: string, operator: string, operand: string, exchange: Exchange): boolean {
  const field = fields.find((row) => row.name === name);
  const choice = field?.choices?.find((row) => row.name === operand.toLowerCase());
  if (choice !== undefined) return choice.test(exchange);
  return valuesOf(name, exchange).some((value) => {
    if (
      typeof value === 'number' &&
      field !== undefined &&
      field.type !== 'text' &&
      field.type !== 'choice'
    ) {
      const wanted = literals[field.type].read(operand) ?? Number.NaN;
      if (operator === '<') return value < wanted;
      if (operator === '<=') return value <= wanted;
      if (operator === '>') return value > wanted;
      if (operator === '>=') return value >= wanted;
      return value === wanted;
    }
    if (operator === 'contains') return fold(value).includes(fold(operand));
    if (operator === 'matches') return new RegExp(operand, 'i').test(String(value));
    return fold(value) === fold(operand);
  });
}

function valuesOf(name: string, exchange: Exchange): readonly (string | number)[] {
  const field = fields.find((row) => row.name === name);
  return field === undefined || field.type === 'choice' ? [] : field.values(exchange);
}

function fold(value: string | number): string {
  return String(value).toLowerCase();
}
