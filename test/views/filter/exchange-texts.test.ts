import { expect, test } from 'vitest';
import { exchangeTexts } from '../../../src/views/filter/exchange-texts.ts';
import { dockerFacts, exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

test.each([
  'build web:latest',
  'docker 28.2',
  '172.17.0.1:41234',
  '200',
  'Content-Type: application/x-tar',
  'src/server.js',
  'NODE_ENV=production',
  'CI=',
  'maintainer=Team <web@example.test>',
  'registry.example.com',
  'alice',
  'RUN npm ci     --ignore-scripts',
  '20.10.24',
])('%s of a build', (text) => {
  expect(exchangeTexts(webBuild())).toContain(text);
});

test('parts of longer texts of a build', () => {
  const all = exchangeTexts(webBuild()).join('\n');
  for (const part of ['# The web front end', 'EUSAGE', 'returned a non-zero code', 'buildargs=']) {
    expect(all).toContain(part);
  }
});

test('no secret', () => {
  const all = exchangeTexts(webBuild()).join('\n');
  for (const secret of ['hunter2', 'eyJ4Ijp7', 'idtoken']) expect(all).not.toContain(secret);
});

test('progress, events and issues', () => {
  const texts = exchangeTexts(
    exchange({
      issues: [{ kind: 'issue', code: 'http1/odd', message: 'something odd', at: null }],
      docker: dockerFacts({
        progress: {
          layers: [
            { id: 'a1b2', status: 'Pull complete', current: null, total: null, size: null, retries: 0 },
          ],
          messages: ['Digest: sha256:c3'],
          errorDetail: { code: null, message: 'denied' },
          aux: [],
        },
        events: { count: 1, rows: [{ time: null, text: 'container die web' }] },
      }),
    }),
  );
  for (const text of [
    'http1/odd',
    'something odd',
    'a1b2',
    'Pull complete',
    'Digest: sha256:c3',
    'denied',
    'container die web',
  ]) {
    expect(texts).toContain(text);
  }
});
