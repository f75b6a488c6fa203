import { expect, it } from 'vitest';
import { contextMaker, filesMaker } from '../../../src/views/view-model/detail-context.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';
import { dockerFacts, exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneText, paneView } from './pane-text.ts';

const names = (text: string) =>
  text
    .split('\n')
    .slice(2)
    .filter((line) => !line.startsWith(' ─') && !line.startsWith(' .dockerignore'))
    .map(
      (line) =>
        /(?:[▾▸] )?[^ ]+$/.exec(
          line.replace(/ +(\d+ files?|executable|symlink)$/, '').replace(/ {2}! .*/, ''),
        )?.[0],
    );

it('shows the largest first, large folders unfolded, with what should rarely be there', () => {
  const text = paneText(contextMaker(webBuild()));
  expect(names(text)).toEqual([
    '▾ node_modules/',
    '▸ typescript/',
    '▸ react-dom/',
    '▸ 日本語-パッケージ/',
    '▸ .git/',
    '▸ src/',
    'package.json',
    'Dockerfile',
    '.env',
    '.dockerignore',
  ]);
  expect(text).toContain('.env  ! often holds secrets');
  expect(text).toMatch(/1\.6 MB .* 85 % /);
});

it('folds what was unfolded and unfolds what was folded', () => {
  const text = paneText(contextMaker(webBuild()), { toggled: new Set(['node_modules', 'src']) });
  expect(names(text).slice(0, 5)).toEqual(['▸ node_modules/', '▸ .git/', '▾ src/', 'server.js', 'server.js']);
  expect(text).toContain('current → server.js');
});

it('sorts by name and as sent', () => {
  const folded = new Set(['node_modules']);
  expect(names(paneText(contextMaker(webBuild()), { toggled: folded, order: 'name' }))).toEqual([
    '.dockerignore',
    '.env',
    '▸ .git/',
    'Dockerfile',
    '▸ node_modules/',
    'package.json',
    '▸ src/',
  ]);
  const files = ['b', 'dir/z', 'a', 'dir/y'].map((path) => archiveEntry(path, 1));
  const sent = exchange({
    docker: dockerFacts({
      archive: { stat: null, compression: null, bytes: 4, fileBytes: 4, entries: files },
    }),
  });
  expect(names(paneText(filesMaker(sent), { order: 'sent' }))).toEqual(['b', '▾ dir/', 'z', 'y', 'a']);
});

it('offers to fold only what holds something', () => {
  const pane = contextMaker(webBuild())(paneView());
  expect([pane.foldKey(0), pane.foldKey(6), pane.foldKey(99)]).toEqual(['node_modules', null, null]);
});

it('says what could stay at home, and that its lines can be copied', () => {
  const lines = paneText(contextMaker(webBuild())).split('\n');
  expect(lines.at(-1)).toMatch(
    /^ \.dockerignore that would have kept \d+ % at home: {2}node_modules {2}\.git {2}\.env +y copies the lines$/,
  );
});
