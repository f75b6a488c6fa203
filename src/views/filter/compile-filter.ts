import { RE2JS, RE2JSException } from 're2js';
import type { Exchange } from '../../model/exchange.ts';
import { type Choice, isPresent, type NumberField, type TextField } from './field.ts';
import { type FilterError, filterError, type Place } from './filter-error.ts';
import { type LiteralReader, literals } from './literals.ts';
import { nearestWord } from './nearest-word.ts';
import type { Operator, OperatorName } from './operators.ts';
import { parseFilter } from './parse-filter.ts';
import type { FilterNode, Operand } from './syntax.ts';

/** A display filter, ready to be asked about any number of exchanges. */
export interface Filter {
  readonly kind: 'filter';
  readonly text: string;
  readonly matches: (exchange: Exchange) => boolean;
}

type Test = (exchange: Exchange) => boolean;

/** Longest filter that is read, in characters: a person's is a line, a generated one a page. */
const MAX_FILTER_LENGTH = 10_000;

/** Makes a filter of its text, or says why it is none. A text of nothing but space lets everything pass. */
export function compileFilter(text: string): Filter | FilterError {
  if (text.length > MAX_FILTER_LENGTH) {
    const place = { start: MAX_FILTER_LENGTH, end: text.length };
    return filterError(place, `a filter has at most ${MAX_FILTER_LENGTH} characters`);
  }
  const { node, error } = parseFilter(text);
  if (error !== null) return error;
  if (node === null) return { kind: 'filter', text, matches: () => true };
  const matches = compile(node);
  return typeof matches === 'function' ? { kind: 'filter', text, matches } : matches;
}

function compile(node: FilterNode): Test | FilterError {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const tests = compileAll(node.of);
      if ('kind' in tests) return tests;
      if (node.kind === 'and') return (exchange) => tests.every((test) => test(exchange));
      return (exchange) => tests.some((test) => test(exchange));
    }
    case 'not': {
      const test = compile(node.of);
      return typeof test === 'function' ? negate(test) : test;
    }
    case 'present':
      return (exchange) => isPresent(node.field, exchange);
    case 'search':
      return someText(node.field, containing(node.text));
    case 'compare':
      return compileComparison(node);
  }
}

function compileAll(nodes: readonly FilterNode[]): readonly Test[] | FilterError {
  const tests: Test[] = [];
  for (const node of nodes) {
    const test = compile(node);
    if (typeof test !== 'function') return test;
    tests.push(test);
  }
  return tests;
}

type Comparison = Extract<FilterNode, { kind: 'compare' }>;

function compileComparison(comparison: Comparison): Test | FilterError {
  const { field, operator, operands, place } = comparison;
  const wrong = refusedOperator(comparison, place);
  if (wrong !== null) return wrong;
  if (operator.name === 'matches') {
    const pattern = compilePattern(operands[0] as Operand);
    return 'kind' in pattern ? pattern : someText(field as TextField, (text) => pattern.test(text));
  }
  // `!=` is the opposite of `==`: none of the values is that one.
  const tests: Test[] = [];
  for (const operand of operands) {
    const test = compileOperand(comparison, operand);
    if (typeof test !== 'function') return test;
    tests.push(test);
  }
  const [first] = tests;
  const any: Test =
    tests.length === 1 && first !== undefined ? first : (exchange) => tests.some((test) => test(exchange));
  return operator.name === '!=' ? negate(any) : any;
}

/** An operator that makes no sense for its field; null for all others. */
function refusedOperator({ field, operator, operands }: Comparison, place: Place): FilterError | null {
  const { name, takes } = operator;
  if (field.type === 'choice') {
    if (takes === 'all') return null;
    return filterError(place, `'${name}' does not go with '${field.name}'`, {
      expected: ["'=='", "'!='", "'in'"],
    });
  }
  if (takes === 'text' && field.type !== 'text') {
    const hint = `'${field.name}' is ${literals[field.type].words}`;
    return filterError(place, `'${name}' needs a field of text`, { hint, expected: ["'=='", "'<'", "'>'"] });
  }
  if (takes === 'numbers' && field.type === 'text') {
    const hint = `'${field.name}' is a text`;
    return filterError(place, `'${name}' needs a field of numbers`, {
      hint,
      expected: ["'=='", "'contains'"],
    });
  }
  return operands.length === 0 ? filterError(place, 'a set needs a value') : null;
}

function compileOperand({ field, operator }: Comparison, operand: Operand): Test | FilterError {
  const choice = field.choices?.find(({ name }) => name === operand.text.toLowerCase());
  if (choice !== undefined) {
    if (operator.takes === 'all') return choice.test;
    return filterError(operand, `'${operator.name}' does not go with the word '${choice.name}'`);
  }
  if (field.type === 'choice') return unknownChoice(field.choices, field.name, operand);
  if (field.type === 'text')
    return someText(field, operator.name === 'contains' ? containing(operand.text) : equalTo(operand.text));
  return compileNumber(field, operator, operand);
}

function compileNumber(field: NumberField, operator: Operator, operand: Operand): Test | FilterError {
  const literal = literals[field.type];
  if (operator.name === 'in') {
    const range = /^(.+?)\.\.(.+)$/.exec(operand.text);
    if (range !== null) return compileRange(field, operand, range[1] ?? '', range[2] ?? '');
  }
  const wanted = literal.read(operand.text);
  if (wanted === null) return notALiteral(literal, field, operand);
  const holds = comparisons[operator.name];
  return (exchange) => field.values(exchange).some((value) => holds(value, wanted));
}

/** `400..499`, both ends included. */
function compileRange(field: NumberField, operand: Operand, from: string, to: string): Test | FilterError {
  const literal = literals[field.type];
  const [low, high] = [literal.read(from), literal.read(to)];
  if (low === null || high === null) return notALiteral(literal, field, operand);
  return (exchange) => field.values(exchange).some((value) => value >= low && value <= high);
}

function notALiteral(literal: LiteralReader, field: NumberField, operand: Operand): FilterError {
  const choices = field.choices ?? [];
  const nearest = nearestWord(
    operand.text,
    choices.map(({ name }) => name),
  );
  const words = choices.length === 0 ? '' : `; or ${choices.map(({ name }) => name).join(', ')}`;
  return filterError(operand, `'${operand.text}' is not ${literal.words}`, {
    expected: [literal.words],
    hint: nearest === null ? `such as ${literal.such}${words}` : `did you mean '${nearest}'?`,
  });
}

function unknownChoice(choices: readonly Choice[], field: string, operand: Operand): FilterError {
  const names = choices.map(({ name }) => name);
  const nearest = nearestWord(operand.text, names);
  return filterError(operand, `'${field}' knows no '${operand.text}'`, {
    expected: names,
    hint: nearest === null ? `it is one of ${names.join(', ')}` : `did you mean '${nearest}'?`,
  });
}

/** `!=` compares as `==` does and is turned round afterwards. */
const comparisons: Readonly<Record<OperatorName, (value: number, wanted: number) => boolean>> = {
  '==': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value === wanted,
  in: (value, wanted) => value === wanted,
  '<': (value, wanted) => value < wanted,
  '<=': (value, wanted) => value <= wanted,
  '>': (value, wanted) => value > wanted,
  '>=': (value, wanted) => value >= wanted,
  contains: () => false,
  matches: () => false,
};

function compilePattern(operand: Operand): RE2JS | FilterError {
  try {
    return RE2JS.compile(operand.text, RE2JS.CASE_INSENSITIVE);
  } catch (thrown) {
    if (!(thrown instanceof RE2JSException)) throw thrown;
    // The engine writes the flag for any case into the pattern, and quotes that too.
    const reason = thrown.message
      .replace(/^error parsing regexp: /, '')
      .replace('`(?i)', '`')
      .replaceAll('`', "'");
    return filterError(operand, `no pattern: ${reason}`, { expected: ['a regular expression'] });
  }
}

function someText(field: TextField, holds: (text: string) => boolean): Test {
  return (exchange) => field.values(exchange).some(holds);
}

function containing(text: string): (value: string) => boolean {
  const wanted = text.toLowerCase();
  return (value) => value.toLowerCase().includes(wanted);
}

function equalTo(text: string): (value: string) => boolean {
  const wanted = text.toLowerCase();
  return (value) => value.toLowerCase() === wanted;
}

function negate(test: Test): Test {
  return (exchange) => !test(exchange);
}
