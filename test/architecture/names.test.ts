import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .sort();

test('no file or folder has a name that says nothing', () => {
  const vague = /(^|\/)(utils?|helpers?|common|misc|types|shared-types)(\.|\/|$)/;
  expect(sources.filter((name) => vague.test(name))).toEqual([]);
});

test('no file has more than 600 lines, but for tables', () => {
  const long = sources.filter((name) => readFileSync(`src/${name}`, 'utf8').split('\n').length > 600);
  expect(long).toEqual([]);
});
