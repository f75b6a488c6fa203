import { describe, expect, test } from 'vitest';
import { contextSecretFiles } from '../../../../src/diagnosis/rules/context/context-secret-files.ts';
import type { ArchiveEntry } from '../../../../src/model/archive-entry.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { buildKitExchange, contextExchange } from '../../../builders/context.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const key = archiveEntry('deploy/id_rsa', 900, { secrets: [{ kind: 'private-key', line: 1 }] });
const judge = (entry: ArchiveEntry, dockerfile = 'FROM a\nCOPY . .\n') =>
  contextSecretFiles.judge(trafficOf([contextExchange([entry], {}, { dockerfile })]));

describe('by hand', () => {
  test('names the file, the kind and the line', () => {
    expect(judge(key)).toEqual([
      {
        message: 'deploy/id_rsa was sent to the daemon, and a COPY takes it into the image.',
        severity: 'sec-high',
        certainty: 'sure',
        details: ['deploy/id_rsa:1: a private key'],
        exchanges: [1],
        place: { file: 'deploy/id_rsa', line: 1 },
      },
    ]);
  });

  test.each([
    ['FROM a\nCOPY src deploy/ /app/\n', true],
    ['FROM a\nADD ["deploy/id_rsa", "/root/.ssh/"]\n', true],
    ['FROM a\nCOPY src /app/\n', false],
    ['FROM a\nCOPY --from=build . .\n', false],
  ])('%j takes it along: %s', (dockerfile, expected) => {
    expect(judge(key, dockerfile)?.[0]?.message.includes('a COPY takes it')).toBe(expected);
  });

  test.each<[string, ArchiveEntry, string[]]>([
    ['looked into and clean', archiveEntry('.env', 50, { secrets: [] }), []],
    ['not looked into', archiveEntry('.env', 50), ['likely']],
    ['a store of keys, into which nobody can look', archiveEntry('a.p12', 50, { secrets: [] }), ['likely']],
    ['empty', archiveEntry('.env', 0), []],
    ['an example', archiveEntry('.env.example', 50), []],
    ['a link', archiveEntry('.env', 0, { type: 'symlink' }), []],
  ])('%s', (_name, entry, expected) => {
    expect(judge(entry)?.map(({ certainty }) => certainty)).toEqual(expected);
  });

  test('what BuildKit only listed is told apart', () => {
    const entries = [archiveEntry('.env', 50, { sent: false }), { ...key, sent: true }];
    expect(contextSecretFiles.judge(trafficOf([buildKitExchange(entries, [])]))).toMatchObject([
      { message: expect.stringContaining('deploy/id_rsa was sent to the daemon'), severity: 'sec-high' },
      { message: expect.stringContaining('the daemon was told of its name'), severity: 'sec-warn' },
    ]);
  });

  test('a name that a terminal must not see', () => {
    expect(judge({ ...key, path: 'a\x1b[2J' })?.[0]).toMatchObject({ place: { file: 'a\\x1b[2J' } });
  });

  test('without a context it is not judged', () => {
    expect(contextSecretFiles.judge(trafficOf([exchange()]))).toBeNull();
  });
});

// fixtures/context-trouble/about.md and its scenario say what is in the context.
test('a real context: secrets by kind and line, and nothing of what only looks like one', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  const found = contextSecretFiles.judge(evidence({ traffic })) ?? [];
  const sent = found.filter(({ severity }) => severity === 'sec-high');
  // Twice as a tar, once as files.
  expect(sent).toHaveLength(3);
  for (const { details } of sent) {
    expect(details).toEqual([
      '.env:2: a variable that holds a secret',
      '.git/config:2: a password in an address',
      '.npmrc:1: a token of npm',
      'deploy/id_rsa:1: a private key',
    ]);
  }
  // The last build was sent none of it again.
  expect(found.filter(({ severity }) => severity === 'sec-warn')).toHaveLength(1);
  expect(JSON.stringify(found)).not.toMatch(/made-up/);
});

test('a real context without a secret', async () => {
  const traffic = await captured('fixtures/buildkit-stages/capture.pcapng');
  expect(contextSecretFiles.judge(evidence({ traffic }))).toEqual([]);
});
