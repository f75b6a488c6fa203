import { describe, expect, test } from 'vitest';
import { type ContextPart, contextPart } from '../../../src/views/report/context-part.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';
import { build } from '../../builders/exchange.ts';

function made(entries: readonly ReturnType<typeof archiveEntry>[], fields: object = {}): ContextPart | null {
  const fileBytes = entries.reduce((sum, { size }) => sum + size, 0);
  const context = { compression: 'none', bytes: 9000, sha256: null, fileBytes, entries, ...fields } as const;
  return contextPart(build({ context }));
}

test('no context, or one without a file list', () => {
  expect([contextPart(build({ context: null })), made([])]).toEqual([null, null]);
});

test('the biggest files, whatever the order they were sent in', () => {
  const sizes = Array.from({ length: 1000 }, (_, index) => (index * 7919) % 1000);
  const part = made(sizes.map((size) => archiveEntry(`f${size}`, size)));
  expect(part?.biggest.map(({ bytes }) => bytes)).toEqual(
    Array.from({ length: 15 }, (_, index) => 999 - index),
  );
  expect(part?.moreFiles).toBe(985);
});

test('what should rarely be sent, however small', () => {
  const part = made([archiveEntry('.env', 1), archiveEntry('app', 1000), archiveEntry('dir/')]);
  expect(part?.sensitive.map(({ path, warning }) => [path, warning])).toEqual([
    ['.env', 'often holds secrets'],
  ]);
  expect(part?.moreFiles).toBe(0);
});

describe('in words', () => {
  test('a compressed tar', () => {
    const part = made([archiveEntry('a', 20_000)], { compression: 'gzip', sha256: 'abcdef0123456789' });
    expect(part?.words).toEqual([
      '9.0 kB sent as a gzip of a tar',
      '1 file',
      '20 kB of content',
      'sha256 abcdef012345…',
    ]);
  });

  test('files that a BuildKit client listed', () => {
    const entries = [archiveEntry('a', 8, { sent: true }), archiveEntry('b', 20, { sent: false })];
    const context = { compression: 'none', bytes: 8, sha256: null, fileBytes: 28, entries } as const;
    expect(contextPart(build({ builder: 'buildkit', context }))?.words).toEqual([
      '8 B of 28 B sent, 1 of 2 files',
    ]);
  });
});

test('a path of any length has its start and its end', () => {
  const path = `start/${'x'.repeat(5000)}/end.bin`;
  const shown = made([archiveEntry(path, 5)])?.biggest[0]?.path ?? '';
  expect(shown.length).toBeLessThan(300);
  expect(shown).toMatch(/^start\/.*…x+\/end\.bin$/);
});
