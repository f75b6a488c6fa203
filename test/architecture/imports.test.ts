import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const table = JSON.parse(readFileSync('import-table.json', 'utf8')) as Record<string, readonly string[]>;

test('the import table names exactly the folders that exist', () => {
  const folders = readdirSync('src', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'views')
    .map((entry) => entry.name);
  const views = readdirSync('src/views').map((name) => `views/${name}`);
  expect(Object.keys(table).sort()).toEqual([...folders, ...views].sort());
});

test('the import checker saw every source file', () => {
  // With a TypeScript that it cannot load, dependency-cruiser sees no module and still passes.
  const report = JSON.parse(
    execFileSync(
      'npx',
      ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'],
      {
        encoding: 'utf8',
        maxBuffer: 64 << 20,
      },
    ),
  ) as { modules: { source: string }[] };
  const seen = report.modules.map((module) => module.source).filter((source) => source.startsWith('src/'));
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `src/${name}`);
  expect(seen.sort()).toEqual(files.sort());
});
