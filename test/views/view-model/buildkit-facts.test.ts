import { describe, expect, test } from 'vitest';
import type { BuildContext } from '../../../src/model/build.ts';
import type { BuildKitFacts } from '../../../src/model/buildkit.ts';
import { buildkitFacts, sentWords } from '../../../src/views/view-model/buildkit-facts.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';

const context = (entries: BuildContext['entries'], bytes = 20): BuildContext => ({
  compression: 'none',
  bytes,
  sha256: null,
  fileBytes: 40_020,
  entries,
});

describe('what was sent of a context', () => {
  const listed = { ...archiveEntry('app/data.bin', 40_000), sent: false };
  const sent = { ...archiveEntry('.dockerignore', 20), sent: true };
  const directory = { ...archiveEntry('app', 0), type: 'directory', sent: false } as const;

  test('of what was listed', () => {
    expect(sentWords(context([sent, directory, listed]))).toBe('20 B of 40 kB sent, 1 of 2 files');
  });

  test('nothing to say of a tar, which is sent whole', () => {
    expect(sentWords(context([archiveEntry('Dockerfile', 20)]))).toBeNull();
  });
});

describe('what was given beside files, and what came back', () => {
  const none: Pick<BuildKitFacts, 'secrets' | 'ssh' | 'outputs' | 'warnings'> = {
    secrets: [],
    ssh: [],
    outputs: [],
    warnings: [],
  };
  const secret = (id: string, found: boolean | null) => ({ id, exchange: 1, found, size: null, value: null });
  const agent = { id: 'default', exchange: 1, clientBytes: 1, daemonBytes: 1 };
  const output = { exchange: 1, sha256: null, time: 0 };
  const warning = { vertex: '', level: 1, detail: [], url: null, source: null };

  test.each<[string, Partial<typeof none>, readonly string[]]>([
    ['nothing', {}, []],
    [
      'secrets by their id, made safe',
      { secrets: [secret('npm\x1b[2J', true), secret('gone', false)] },
      ['secrets asked for: npm\\x1b[2J, gone (not found)'],
    ],
    [
      'the first of many',
      { secrets: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => secret(id, true)) },
      ['secrets asked for: a, b, c, d, e and 2 more'],
    ],
    ['an agent that was forwarded twice', { ssh: [agent, agent] }, ['ssh agents forwarded: default']],
    [
      'a directory, a tar, and something else',
      {
        outputs: [
          { ...output, format: 'directory', bytes: 151, entries: [archiveEntry('left', 100)] },
          { ...output, format: 'tar', bytes: 8192, entries: [] },
          { ...output, format: 'bytes', bytes: 7, entries: [] },
        ],
      },
      [
        'output sent back: directory, 151 B, 1 file',
        'output sent back: tar, 8.2 kB, 0 files',
        'output sent back: a file, 7 B',
      ],
    ],
    [
      'warnings',
      {
        warnings: [
          { ...warning, text: 'a\nb' },
          { ...warning, text: 'other' },
        ],
      },
      ['2 warnings: a\\nb'],
    ],
  ])('%s', (_, facts, lines) => {
    expect(buildkitFacts({ ...none, ...facts } as BuildKitFacts)).toEqual(lines);
  });
});
