import { expect, test } from 'vitest';
import { compileFilter } from '../../../src/views/filter/compile-filter.ts';
import { connectives, findOperator, isConnective, operators } from '../../../src/views/filter/operators.ts';

test.each([...operators, ...connectives])('$name has an example that compiles and uses it', (row) => {
  expect(compileFilter(row.example)).toMatchObject({ kind: 'filter' });
  expect(row.example.split(' ')).toContain(row.name);
});

test('no two are written alike', () => {
  const spellings = [...operators, ...connectives].flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(spellings).size).toBe(spellings.length);
});

test('are found by every spelling, in any case', () => {
  for (const operator of operators) {
    for (const name of [operator.name, ...operator.aliases]) {
      expect(findOperator(name.toUpperCase())).toBe(operator);
    }
  }
  expect(findOperator('and')).toBeNull();
  expect(isConnective('AND', 'and')).toBe(true);
  expect(isConnective('&&', 'and')).toBe(true);
  expect(isConnective('or', 'and')).toBe(false);
});
