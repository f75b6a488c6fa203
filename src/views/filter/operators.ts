/** How a field is compared with a value. */
export type OperatorName = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'matches' | 'in';

export interface Operator {
  readonly name: OperatorName;
  /** Other ways to write it. */
  readonly aliases: readonly string[];
  /** Fields that it can be used with: `numbers` are numbers, sizes, durations, versions and times. */
  readonly takes: 'all' | 'numbers' | 'text';
  readonly description: string;
  readonly example: string;
}

/** Every operator, in the order of the documentation. */
export const operators: readonly Operator[] = [
  {
    name: '==',
    aliases: ['eq'],
    takes: 'all',
    description: 'a value of the field is this one',
    example: 'op == build',
  },
  {
    name: '!=',
    aliases: ['ne'],
    takes: 'all',
    description: 'no value of the field is this one, or it has none',
    example: 'op != ping',
  },
  { name: '<', aliases: ['lt'], takes: 'numbers', description: 'less than', example: 'version < 1.30' },
  { name: '<=', aliases: ['le'], takes: 'numbers', description: 'at most', example: 'duration <= 10ms' },
  { name: '>', aliases: ['gt'], takes: 'numbers', description: 'more than', example: 'up > 10MB' },
  { name: '>=', aliases: ['ge'], takes: 'numbers', description: 'at least', example: 'status >= 400' },
  {
    name: 'contains',
    aliases: [],
    takes: 'text',
    description: 'a value has this text somewhere in it',
    example: 'image contains alpine',
  },
  {
    name: 'matches',
    aliases: ['~'],
    takes: 'text',
    description:
      "a regular expression is found in a value; the syntax is RE2's, which takes linear time and has no lookaround and no back references",
    example: 'file matches "\\.(pem|key)$"',
  },
  {
    name: 'in',
    aliases: [],
    takes: 'all',
    description:
      'a value is one of a set; ranges of numbers are written with two dots; `not in` is the opposite',
    example: 'status in {304, 400..499}',
  },
];

/** What joins tests, the strongest first. */
export const connectives = [
  { name: 'not', aliases: ['!'], description: 'the test after it is not true', example: 'not op == ping' },
  { name: 'and', aliases: ['&&'], description: 'both are true', example: 'is build and is error' },
  { name: 'or', aliases: ['||'], description: 'at least one is true', example: 'op == push or op == pull' },
] as const;

const byName = new Map<string, Operator>(
  operators.flatMap((operator) =>
    [operator.name, ...operator.aliases].map((name) => [name, operator] as const),
  ),
);

/** Case never matters in a filter. */
export function findOperator(text: string): Operator | null {
  return byName.get(text.toLowerCase()) ?? null;
}

export function isConnective(text: string, name: (typeof connectives)[number]['name']): boolean {
  const word = text.toLowerCase();
  return connectives.some(
    (connective) =>
      connective.name === name && (word === name || connective.aliases.some((alias) => alias === word)),
  );
}
