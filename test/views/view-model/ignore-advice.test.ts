import { describe, expect, test } from 'vitest';
import type { ArchiveEntry } from '../../../src/model/archive-entry.ts';
import { ignoreAdvice } from '../../../src/views/view-model/ignore-advice.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';
import { build } from '../../builders/exchange.ts';

function advice(dockerfile: string | null, entries: readonly ArchiveEntry[]) {
  const context = { compression: 'none', bytes: 0, sha256: null, fileBytes: 0, entries } as const;
  return ignoreAdvice(build({ dockerfile, context }));
}

const project = [
  archiveEntry('Dockerfile', 10),
  archiveEntry('.env', 10),
  archiveEntry('.git/config', 100),
  archiveEntry('node_modules/a/index.js', 700),
  archiveEntry('src/index.js', 180),
];

describe('lines for .dockerignore', () => {
  test.each([
    ['COPY . .', ['node_modules', '.git', '.env'], 0.81],
    ['COPY src/ /src/', ['node_modules', '.git', '.env'], 0.81],
    ['COPY node_modules ./node_modules\nCOPY . .', ['.git', '.env'], 0.11],
    ['COPY ["./node_modules/a", "/a"]', ['.git', '.env'], 0.11],
    ['COPY node_mod* /n/', ['.git', '.env'], 0.11],
    ['ADD .env .git/config /', ['node_modules'], 0.7],
    ['RUN --mount=type=bind,source=.git,target=/git make\nCOPY . .', ['node_modules', '.env'], 0.71],
    ['COPY --from=build /app/node_modules /n\nCOPY . .', ['node_modules', '.git', '.env'], 0.81],
    ['ARG DIR\nCOPY $DIR /x', [], 0],
  ])('of %j', (dockerfile, lines, share) => {
    const found = advice(`FROM x\n${dockerfile}\n`, project);
    expect(found.lines).toEqual(lines);
    expect(found.share).toBeCloseTo(share, 5);
  });

  test('hold at any depth for what lies deeper, but not for what the Dockerfile names', () => {
    const deeper = [archiveEntry('web/node_modules/a.js', 50), archiveEntry('api/node_modules/b.js', 40)];
    expect(advice('COPY . .', deeper).lines).toEqual(['**/node_modules']);
    expect(advice('COPY . .', [...deeper, archiveEntry('node_modules/c.js', 5)]).lines).toEqual([
      '**/node_modules',
    ]);
    expect(advice('COPY web/node_modules .\nCOPY . .', deeper).lines).toEqual(['api/node_modules']);
  });

  test('leave a build’s own directories alone while they are small', () => {
    expect(advice('COPY . .', [archiveEntry('dist/app.js', 1000)]).lines).toEqual([]);
    expect(advice('COPY . .', [archiveEntry('dist/app.js', 30_000_000)]).lines).toEqual(['dist']);
  });

  test('have no line that would mean something else, or that was never sent', () => {
    const odd = ['a\n*/.env', '[x]/.env', '!x/.env', 'a*/node_modules/x'].map((path) =>
      archiveEntry(path, 9),
    );
    expect(advice('COPY . .', odd).lines).toEqual([]);
    expect(advice('COPY . .', [{ ...archiveEntry('.env', 9), sent: false }]).lines).toEqual([]);
  });

  test('are none without a Dockerfile', () => {
    expect(advice(null, project)).toEqual({ lines: [], share: 0, unnamed: null });
  });
});

describe('files that no COPY or ADD names', () => {
  test.each([
    ['COPY src/ /src/', 3],
    ['COPY src .git /x/', 2],
    ['COPY . .', null],
    ['RUN true', 4],
  ])('of %j', (dockerfile, unnamed) => {
    expect(advice(`FROM x\n${dockerfile}\n`, project).unnamed).toBe(unnamed);
  });

  test('are not told of files that come only when they are asked for', () => {
    const entries = project.map((entry) => ({ ...entry, sent: true }));
    expect(advice('COPY src /src', entries).unnamed).toBeNull();
  });
});
