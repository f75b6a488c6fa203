import { describe, expect, it } from 'vitest';
import { beginsWithMethod, LONGEST_METHOD } from '../../src/http/methods.ts';

describe('beginsWithMethod', () => {
  it.each<[string, boolean | null]>([
    ['', null],
    ['G', null],
    ['GET', null],
    ['GET ', true],
    ['GET /x HTTP/1.1', true],
    ['GETS /x', false],
    ['get /x', false],
    ['UNSUBSCRIBE', null],
    ['X'.repeat(LONGEST_METHOD + 1), false],
  ])('%j: %s', (text, expected) => {
    expect(beginsWithMethod(text)).toBe(expected);
  });
});
