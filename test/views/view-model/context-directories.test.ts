import { expect, test } from 'vitest';
import {
  DEPENDENCY_DIRECTORIES,
  namedDirectories,
} from '../../../src/views/view-model/context-directories.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';

test('outermost ones with all that is in them, largest first', () => {
  const entries = [
    archiveEntry('node_modules/'),
    archiveEntry('node_modules/a/index.js', 10),
    archiveEntry('node_modules/a/node_modules/b.js', 5),
    archiveEntry('web/dist/app.js', 100),
    archiveEntry('src/build', 1000),
    archiveEntry('src/rebuild/a', 1000),
  ];
  expect(namedDirectories(entries, DEPENDENCY_DIRECTORIES)).toEqual([
    { path: 'web/dist', name: 'dist', files: 1, bytes: 100 },
    { path: 'node_modules', name: 'node_modules', files: 2, bytes: 15 },
  ]);
});
