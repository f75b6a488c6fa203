import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contextSources, copiedFiles, sourceWords } from '../../../src/views/view-model/copied-files.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';

test.each([
  ['COPY . .', 'all'],
  ['COPY ./ /app', 'all'],
  ['copy --chown=1:1 package*.json ./src/ /app/', ['package*.json', 'src']],
  ['COPY ["a file", "/x/"]', ['a file']],
  ['ADD https://r.test/x.tgz /x', 'none'],
  ['COPY --from=build /x /x', 'none'],
  ['RUN make', 'none'],
  ['RUN --mount=type=bind,target=/src make', 'all'],
  ['RUN --mount=type=bind,from=build,target=/src make', 'none'],
  ['COPY', 'none'],
  ['COPY [broken', 'none'],
])('%s reads %j', (instruction, expected) => {
  expect(contextSources(instruction)).toEqual(expected);
});

const entries = [
  'package.json',
  'package-lock.json',
  'src/',
  'src/a.js',
  'src/deep/b.js',
  'srcs/c.js',
  'a[1',
].map((path) => archiveEntry(path));
test.each([
  [['package*.json'], ['package.json', 'package-lock.json']],
  [['src'], ['src', 'src/a.js', 'src/deep/b.js']],
  [['src/*.js'], ['src/a.js']],
  [['a[1'], ['a[1']],
  [['?rc/a.js'], ['src/a.js']],
])('%j are %j', (sources, expected) => {
  expect([...copiedFiles(entries, sources).keys()]).toEqual(expected);
});

test('all, and none', () => {
  expect(copiedFiles(entries, 'all').size).toBe(7);
  expect(copiedFiles(entries, 'none').size).toBe(0);
});

test('nothing throws, and nothing hangs', () => {
  const long = [archiveEntry('a'.repeat(4000))];
  expect(copiedFiles(long, ['a*'.repeat(50)]).size).toBe(1);
  fc.assert(
    fc.property(fc.string(), (text) => {
      copiedFiles(long, contextSources(`COPY ${text} /x`));
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['COPY ./a $B /c/', ['a', '$B']],
  ['RUN --mount=type=bind,source=./src,target=/x --mount=type=bind,src=b/,target=/b make', ['src', 'b']],
  ['RUN --mount=type=bind,from=build,source=x,target=/x make', []],
  ['RUN --mount=type=cache,target=/x make', []],
  ['ENV A=b', []],
])('%s names %j', (instruction, expected) => {
  expect(sourceWords(instruction)).toEqual(expected);
});
