import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isObject,
  member,
  numberMember,
  parseJson,
  textMember,
} from '../../../src/docker/json/parse-json.ts';

describe('parseJson', () => {
  test.each([
    ['an object', '{"a":[1]}', { a: [1] }],
    ['null', 'null', null],
    ['no JSON', '<html>', undefined],
    ['nothing', '', undefined],
    ['an unfinished text', '{"a":', undefined],
  ])('%s', (_, text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test('nesting is refused beyond 200 levels, brackets in strings do not count', () => {
    expect(parseJson('['.repeat(201) + ']'.repeat(201))).toBeUndefined();
    expect(parseJson('['.repeat(200) + ']'.repeat(200))).toBeDefined();
    expect(parseJson(JSON.stringify(`\\"${'['.repeat(1000)}`))).toBeDefined();
  });

  test('agrees with JSON.parse on any shallow value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

test('members are own members of the right type', () => {
  expect(member({ a: 1 }, 'a')).toBe(1);
  expect(member({}, 'constructor')).toBeUndefined();
  expect(member(['x'], '0')).toBeUndefined();
  expect(member(null, 'a')).toBeUndefined();
  expect(textMember({ a: 1 }, 'a')).toBeNull();
  expect(numberMember({ a: 1 }, 'a')).toBe(1);
  expect(isObject([])).toBe(false);
});
