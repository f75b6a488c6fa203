import { expectationWords } from './expectation-words.ts';
import type { Field, ValueField } from './field.ts';
import { anyField, fieldNames, findField } from './fields.ts';
import { type FilterError, filterError } from './filter-error.ts';
import { nearestWord } from './nearest-word.ts';
import { connectives, findOperator, isConnective, type Operator } from './operators.ts';
import type { Expectation, FilterNode, Operand } from './syntax.ts';
import { type Token, tokenize } from './tokens.ts';

/** Parentheses and negations in each other; deeper is no filter of a person, and would fill the stack. */
const MAX_DEPTH = 100;

export interface ParsedFilter {
  /** Null where there is an error, and for a text of nothing but space. */
  readonly node: FilterNode | null;
  readonly error: FilterError | null;
  /** What could follow at the very end of the text; empty where the error lies before that. */
  readonly next: readonly Expectation[];
}

/** Reads a filter by Wireshark's grammar: `not` binds before `and`, and that before `or`. Never throws. */
export function parseFilter(text: string): ParsedFilter {
  const parser = new FilterParser(tokenize(text));
  try {
    return { node: parser.whole(), error: null, next: parser.next() };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { error } = thrown;
    return { node: null, error, next: parser.next() };
  }
}

/** Leaves the recursion with what is wrong. */
class Refusal extends Error {
  override name = 'Refusal';
  readonly error: FilterError;

  constructor(error: FilterError) {
    super(error.message);
    this.error = error;
  }
}

class FilterParser {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;
  /** What was looked for at the token that is next. */
  #expected: Expectation[] = [];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): readonly Expectation[] {
    return this.#token().kind === 'end' ? this.#expected : [];
  }

  whole(): FilterNode | null {
    if (this.#token().kind === 'end') {
      this.#expect({ kind: 'test' });
      return null;
    }
    const node = this.#or();
    if (this.#token().kind !== 'end') this.#unexpected();
    return node;
  }

  #or(): FilterNode {
    return this.#joined('or', () => this.#and());
  }

  #and(): FilterNode {
    return this.#joined('and', () => this.#not());
  }

  #joined(name: 'and' | 'or', part: () => FilterNode): FilterNode {
    const first = part();
    const parts = [first];
    this.#expect({ kind: 'connective' });
    while (this.#isConnective(name)) {
      this.#advance();
      parts.push(part());
    }
    return parts.length === 1 ? first : { kind: name, of: parts };
  }

  #not(): FilterNode {
    if (!this.#isConnective('not')) return this.#test();
    this.#advance();
    return this.#nested(() => ({ kind: 'not', of: this.#not() }));
  }

  #test(): FilterNode {
    this.#expect({ kind: 'test' });
    const token = this.#token();
    if (this.#isSymbol('(')) {
      this.#advance();
      const node = this.#nested(() => this.#or());
      this.#symbol(')');
      return node;
    }
    if (token.kind === 'string') {
      this.#advance();
      return { kind: 'search', field: anyField, text: token.text };
    }
    if (token.kind !== 'word' || isReserved(token.text)) return this.#unexpected();
    this.#advance();
    const field = findField(token.text);
    if (field !== null) return this.#comparison(field, token);
    if (this.#operator() !== null) return this.#unknownField(token);
    return { kind: 'search', field: anyField, text: token.text };
  }

  #comparison(field: Field, token: Token): FilterNode {
    this.#expect({ kind: 'operator', field });
    const place = this.#token();
    if (isConnective(place.text, 'not') && place.kind === 'word' && this.#isWord('in', 1)) {
      this.#advance();
      const operator = this.#operator() as Operator;
      return { kind: 'not', of: this.#compare(field, operator, this.#token()) };
    }
    const operator = this.#operator();
    if (operator !== null) return this.#compare(field, operator, place);
    if (field.type !== 'choice') return this.#present(field);
    this.#expect({ kind: 'choice', field });
    const choice = this.#token();
    if ((choice.kind === 'word' && !isReserved(choice.text)) || choice.kind === 'string') {
      return { kind: 'compare', field, operator: equals, place: token, operands: [this.#operand(field)] };
    }
    return this.#unexpected();
  }

  #present(field: ValueField): FilterNode {
    return { kind: 'present', field };
  }

  #compare(field: Field, operator: Operator, { start, end }: Token): FilterNode {
    this.#advance();
    const operands = operator.name === 'in' ? this.#set(field) : [this.#operand(field)];
    return { kind: 'compare', field, operator, place: { start, end }, operands };
  }

  /** `{a b c}`, `{a, b, c}` */
  #set(field: Field): readonly Operand[] {
    this.#symbol('{');
    const operands: Operand[] = [this.#operand(field)];
    for (;;) {
      this.#expect({ kind: 'symbol', symbol: '}' });
      if (this.#isSymbol('}')) break;
      if (this.#isSymbol(',')) this.#advance();
      operands.push(this.#operand(field));
    }
    this.#advance();
    return operands;
  }

  #operand(field: Field): Operand {
    this.#expect({ kind: 'value', field });
    const { kind, text, start, end } = this.#token();
    if (kind !== 'string' && (kind !== 'word' || isReserved(text))) return this.#unexpected();
    this.#advance();
    return { text, start, end };
  }

  #nested(inner: () => FilterNode): FilterNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw new Refusal(filterError(this.#token(), 'too many parentheses or negations'));
    const node = inner();
    this.#depth -= 1;
    return node;
  }

  #symbol(symbol: ')' | '{' | '}'): void {
    this.#expect({ kind: 'symbol', symbol });
    if (!this.#isSymbol(symbol)) this.#unexpected();
    this.#advance();
  }

  #token(ahead = 0): Token {
    return this.#tokens[Math.min(this.#position + ahead, this.#tokens.length - 1)] as Token;
  }

  #advance(): void {
    this.#position += 1;
    this.#expected = [];
  }

  #expect(expectation: Expectation): void {
    this.#expected.push(expectation);
  }

  #operator(): Operator | null {
    const { kind, text } = this.#token();
    return kind === 'word' || kind === 'symbol' ? findOperator(text) : null;
  }

  #isSymbol(symbol: string): boolean {
    const { kind, text } = this.#token();
    return kind === 'symbol' && text === symbol;
  }

  #isWord(word: string, ahead: number): boolean {
    const { kind, text } = this.#token(ahead);
    return kind === 'word' && text.toLowerCase() === word;
  }

  #isConnective(name: 'not' | 'and' | 'or'): boolean {
    const { kind, text } = this.#token();
    return (kind === 'word' || kind === 'symbol') && isConnective(text, name);
  }

  #unknownField(token: Token): never {
    const nearest = nearestWord(token.text, fieldNames());
    const hint = nearest === null ? null : `did you mean '${nearest}'?`;
    throw new Refusal(filterError(token, `unknown field '${token.text}'`, { expected: ['a field'], hint }));
  }

  #unexpected(): never {
    const token = this.#token();
    if (token.kind === 'bad') throw new Refusal(filterError(token, token.text));
    const expected = expectationWords(this.#expected);
    const wanted = `expected ${expected.join(' or ')}`;
    if (token.kind === 'end') throw new Refusal(filterError(token, `${wanted}, not the end`, { expected }));
    const shown = token.kind === 'string' ? 'a text' : `'${token.text}'`;
    const hint = this.#quoteHint(token);
    throw new Refusal(filterError(token, `${wanted}, not ${shown}`, { expected, hint }));
  }

  /** Two words in a row, or a word of the language where a text should be, are what people write for a text. */
  #quoteHint({ kind, text }: Token): string | null {
    if (kind !== 'word') return null;
    if (isReserved(text)) return `write it in quotes to mean the word '${text}'`;
    const words = this.#expected.some((expectation) => expectation.kind === 'connective');
    return words ? 'write a text with spaces in quotes' : null;
  }
}

const equals = findOperator('==') as Operator;

/** Words of the language cannot stand for themselves. */
function isReserved(text: string): boolean {
  return connectives.some(({ name }) => isConnective(text, name)) || findOperator(text) !== null;
}
