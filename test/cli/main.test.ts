import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runBin } from './run-bin.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

test.each([['--version'], ['-V']])('%s is the version of the package', async (flag) => {
  expect(await runBin([flag])).toEqual({ code: 0, stdout: `dind-sniff ${manifest.version}\n`, stderr: '' });
});

/** The file and those that it imports before it runs; what `import()` brings later does not count. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, name = ''] of code.matchAll(/^\s*(?:import|export)\b[^;]*?\bfrom\s*"(\.[^"]+)"/gm)) {
    loadedWith(join(dirname(file), name), seen);
  }
  return seen;
}

test('asking for the version loads next to nothing', () => {
  const files = [...loadedWith('dist/dind-sniff.js')];
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes, files.join(', ')).toBeLessThan(20_000);
});
